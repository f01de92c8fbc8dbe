using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Encodings;

/// <summary>Reads Parquet's hybrid of run-length encoding and bit-packing.</summary>
internal static class HybridDecoder
{
    private const int Block = 512;

    /// <summary>Fills the target; what the last group holds beyond it is ignored.</summary>
    /// <param name="width">Bits of a value, 0 to 32.</param>
    public static void Decode(ref ByteCursor source, int width, Span<int> target)
    {
        while (target.Length > 0)
        {
            var header = source.Varint();
            if (header > uint.MaxValue)
                throw new ParquetException("a run is too long");
            var done = (header & 1) == 0
                ? Repeat(ref source, width, header >> 1, target)
                : Unpack(ref source, width, (long)(header >> 1) * 8, target);
            target = target[done..];
        }
    }

    private static int Repeat(ref ByteCursor source, int width, ulong length, Span<int> target)
    {
        if (length == 0)
            throw new ParquetException("a run has no length");
        var bytes = source.Take((width + 7) / 8);
        var value = 0UL;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        if (value >> width != 0)
            throw new ParquetException($"a run holds {value}, which is wider than {width} bits");
        var count = (int)Math.Min(length, (ulong)target.Length);
        target[..count].Fill((int)value);
        return count;
    }

    private static int Unpack(ref ByteCursor source, int width, long length, Span<int> target)
    {
        if (length == 0)
            throw new ParquetException("a run has no length");
        var count = (int)Math.Min(length, target.Length);
        var bytes = source.TakePadded(length * width / 8, BitPacking.Bytes(count, width));
        Span<ulong> block = stackalloc ulong[Block];
        for (var i = 0; i < count; i += Block)
        {
            var part = block[..Math.Min(Block, count - i)];
            BitPacking.Unpack(bytes[(int)((long)i * width / 8)..], width, part);
            for (var j = 0; j < part.Length; j++)
                target[i + j] = (int)part[j];
        }

        return count;
    }
}
