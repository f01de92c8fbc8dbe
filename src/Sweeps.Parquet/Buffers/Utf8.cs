using System.Text;

namespace Sweeps.Parquet.Buffers;

/// <summary>UTF-8 that refuses what it cannot express instead of replacing it.</summary>
internal static class Utf8
{
    public static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ParquetException">The bytes are not UTF-8.</exception>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new ParquetException("a text is not UTF-8", e);
        }
    }

    public static bool CanExpress(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return true;
    }

    /// <summary>Writes the text's bytes.</summary>
    /// <returns>Their number.</returns>
    /// <exception cref="InvalidOperationException">The text holds half of a surrogate pair.</exception>
    public static int Bytes(string text, Span<byte> target)
    {
        try
        {
            return Strict.GetBytes(text, target);
        }
        catch (EncoderFallbackException e)
        {
            throw new InvalidOperationException("a text holds half of a surrogate pair, which UTF-8 cannot express", e);
        }
    }
}
