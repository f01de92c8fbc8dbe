using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Encodings;

/// <summary>Values one after the other, little-endian; texts with their length before them.</summary>
internal static class PlainEncoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Encode<T>(ReadOnlySpan<T> values, GrowingBuffer output)
        where T : unmanaged => output.Append(MemoryMarshal.AsBytes(values));

    /// <exception cref="ArgumentException">A text is null or holds half of a surrogate pair.</exception>
    public static void Encode(ReadOnlySpan<string> values, GrowingBuffer output)
    {
        foreach (var value in values)
            Encode(value, output);
    }

    public static void Encode(string value, GrowingBuffer output)
    {
        if (value is null)
            throw new ArgumentException("A text is null in a column; nulls are appended with AppendNull.", nameof(value));
        var target = output.Reserve(4 + StrictUtf8.GetMaxByteCount(value.Length));
        try
        {
            var length = StrictUtf8.GetBytes(value, target[4..]);
            BinaryPrimitives.WriteInt32LittleEndian(target, length);
            output.Advance(4 + length);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException("A text holds half of a surrogate pair, which UTF-8 cannot express.", nameof(value), e);
        }
    }
}
