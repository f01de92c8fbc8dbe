using System.Text;

namespace Sweeps.Parquet;

/// <summary>Texts that UTF-8 cannot express are refused: the library would write another text in their place.</summary>
internal static class Utf8
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool CanExpress(string text)
    {
        try
        {
            _ = s_strict.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    /// <exception cref="InvalidOperationException">The text holds half of a surrogate pair.</exception>
    public static void Check(string text)
    {
        if (!CanExpress(text))
            throw new InvalidOperationException("A text holds half of a surrogate pair, which UTF-8 cannot express.");
    }
}
