using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Encodings;

/// <summary>All first bytes of the values, then all second ones, and so on: signs and exponents end up together and compress.</summary>
internal static class ByteStreamSplit
{
    public static void Encode<T>(ReadOnlySpan<T> values, GrowingBuffer output)
        where T : unmanaged
    {
        var width = Unsafe.SizeOf<T>();
        var bytes = MemoryMarshal.AsBytes(values);
        var target = output.Reserve(bytes.Length);
        for (var b = 0; b < width; b++)
        {
            var stream = target.Slice(b * values.Length, values.Length);
            for (int i = 0, from = b; i < stream.Length; i++, from += width)
                stream[i] = bytes[from];
        }

        output.Advance(bytes.Length);
    }

    public static void Decode<T>(ref ByteCursor source, Span<T> target)
        where T : unmanaged
    {
        var width = Unsafe.SizeOf<T>();
        var bytes = MemoryMarshal.AsBytes(target);
        var streams = source.Take(bytes.Length);
        for (var b = 0; b < width; b++)
        {
            var stream = streams.Slice(b * target.Length, target.Length);
            for (int i = 0, to = b; i < stream.Length; i++, to += width)
                bytes[to] = stream[i];
        }
    }
}
