using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Encodings;

/// <summary>Values one after the other, little-endian; texts with their length before them.</summary>
internal static class PlainEncoder
{
    public static void Encode<T>(ReadOnlySpan<T> values, GrowingBuffer output)
        where T : unmanaged => output.Append(MemoryMarshal.AsBytes(values));

    /// <exception cref="InvalidOperationException">A text is null or holds half of a surrogate pair.</exception>
    public static void Encode(ReadOnlySpan<string> values, GrowingBuffer output)
    {
        foreach (var value in values)
            Encode(value, output);
    }

    public static void Encode(string value, GrowingBuffer output)
    {
        if (value is null)
            throw new InvalidOperationException("a text is null and was not appended with AppendNull");
        var target = output.Reserve(4 + Utf8.Strict.GetMaxByteCount(value.Length));
        var length = Utf8.Bytes(value, target[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(target, length);
        output.Advance(4 + length);
    }
}
