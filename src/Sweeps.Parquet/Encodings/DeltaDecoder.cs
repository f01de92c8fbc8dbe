using System.Numerics;
using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Encodings;

/// <summary>Reads integers stored as differences (DELTA_BINARY_PACKED).</summary>
internal static class DeltaDecoder
{
    private const int MaximumBlockValues = 1 << 16;
    private const int Part = 512;

    /// <summary>Fills the target; the data must hold exactly as many values.</summary>
    public static void Decode<T>(ref ByteCursor source, Span<T> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        var blockValues = source.Count();
        var miniblocks = source.Count();
        var count = source.Count();
        var value = T.CreateTruncating(source.ZigZag());
        if (blockValues is <= 0 or > MaximumBlockValues || miniblocks <= 0 || blockValues % miniblocks != 0 || blockValues / miniblocks % 8 != 0)
            throw new ParquetException($"differences in blocks of {blockValues} with {miniblocks} parts are not supported");
        if (count != target.Length)
            throw new ParquetException($"the page has {count} differences for {target.Length} values");
        if (target.IsEmpty)
            return;
        target[0] = value;
        target = target[1..];
        while (target.Length > 0)
        {
            var least = T.CreateTruncating(source.ZigZag());
            var widths = source.Take(miniblocks);
            for (var m = 0; m < miniblocks && target.Length > 0; m++)
            {
                var taken = Math.Min(blockValues / miniblocks, target.Length);
                value = Miniblock(ref source, widths[m], blockValues / miniblocks, least, value, target[..taken]);
                target = target[taken..];
            }
        }
    }

    private static T Miniblock<T>(ref ByteCursor source, int width, int values, T least, T value, Span<T> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (width > 64)
            throw new ParquetException($"a difference has {width} bits");
        var bytes = source.TakePadded(BitPacking.Bytes(values, width), BitPacking.Bytes(target.Length, width));
        if (width == 0)
        {
            foreach (ref var next in target)
                next = value = unchecked(value + least);
            return value;
        }

        Span<ulong> above = stackalloc ulong[Part];
        for (var i = 0; i < target.Length; i += Part)
        {
            var part = above[..Math.Min(Part, target.Length - i)];
            BitPacking.Unpack(bytes[(int)((long)i * width / 8)..], width, part);
            for (var j = 0; j < part.Length; j++)
                target[i + j] = value = unchecked(value + least + T.CreateTruncating(part[j]));
        }

        return value;
    }
}
