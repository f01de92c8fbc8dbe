using System.Buffers.Binary;
using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Encodings;

/// <summary>Numbers of a fixed width in bits, the lowest bit first.</summary>
internal static class BitPacking
{
    public static int Bytes(long count, int width) => checked((int)(((count * width) + 7) / 8));

    /// <summary>Appends the values, padded with zero bits to a whole byte.</summary>
    public static void Pack(ReadOnlySpan<ulong> values, int width, GrowingBuffer output)
    {
        if (width == 0)
            return;
        var bytes = Bytes(values.Length, width);
        // Whole words are stored, so there must be room for one past the end.
        var target = output.Reserve(bytes + 8);
        var position = 0;
        var pending = 0UL;
        var bits = 0;
        foreach (var value in values)
        {
            pending |= value << bits;
            bits += width;
            if (bits < 64)
                continue;
            BinaryPrimitives.WriteUInt64LittleEndian(target[position..], pending);
            position += 8;
            bits -= 64;
            pending = bits == 0 ? 0 : value >> (width - bits);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(target[position..], pending);
        output.Advance(bytes);
    }

    /// <summary>Reads as many values as the target takes.</summary>
    /// <param name="source">At least <see cref="Bytes"/> of them.</param>
    public static void Unpack(ReadOnlySpan<byte> source, int width, Span<ulong> target)
    {
        if (width == 0)
        {
            target.Clear();
            return;
        }

        var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        var bit = 0L;
        for (var i = 0; i < target.Length; i++, bit += width)
        {
            var at = (int)(bit >> 3);
            var shift = (int)(bit & 7);
            var value = Word(source, at) >> shift;
            if (shift + width > 64)
                value |= (ulong)source[at + 8] << (64 - shift);
            target[i] = value & mask;
        }
    }

    private static ulong Word(ReadOnlySpan<byte> source, int at)
    {
        if (at + 8 <= source.Length)
            return BinaryPrimitives.ReadUInt64LittleEndian(source[at..]);
        var word = 0UL;
        for (var i = source.Length - 1; i >= at; i--)
            word = (word << 8) | source[i];
        return word;
    }
}
