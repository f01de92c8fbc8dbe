using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Encodings;

/// <summary>
/// Integers as differences (DELTA_BINARY_PACKED): blocks of 128, in each the least difference and four miniblocks of 32
/// with what is above it in as few bits as the largest needs.
/// </summary>
internal static class DeltaEncoder
{
    private const int BlockValues = 128;
    private const int Miniblocks = 4;
    private const int MiniblockValues = BlockValues / Miniblocks;

    public static void Encode(ReadOnlySpan<int> values, GrowingBuffer output)
    {
        Header(values.Length, values.IsEmpty ? 0 : values[0], output);
        Span<long> deltas = stackalloc long[BlockValues];
        for (var start = 1; start < values.Length; start += BlockValues)
        {
            var count = Math.Min(BlockValues, values.Length - start);
            // Differences wrap around in the type of the column, so that none needs more bits than it has.
            for (var i = 0; i < count; i++)
                deltas[i] = unchecked(values[start + i] - values[start + i - 1]);
            Block(deltas[..count], output);
        }
    }

    public static void Encode(ReadOnlySpan<long> values, GrowingBuffer output)
    {
        Header(values.Length, values.IsEmpty ? 0 : values[0], output);
        Span<long> deltas = stackalloc long[BlockValues];
        for (var start = 1; start < values.Length; start += BlockValues)
        {
            var count = Math.Min(BlockValues, values.Length - start);
            for (var i = 0; i < count; i++)
                deltas[i] = unchecked(values[start + i] - values[start + i - 1]);
            Block(deltas[..count], output);
        }
    }

    private static void Header(int count, long first, GrowingBuffer output)
    {
        output.AppendVarint(BlockValues);
        output.AppendVarint(Miniblocks);
        output.AppendVarint((ulong)count);
        output.AppendZigZag(first);
    }

    private static void Block(ReadOnlySpan<long> deltas, GrowingBuffer output)
    {
        var least = long.MaxValue;
        foreach (var delta in deltas)
            least = Math.Min(least, delta);
        output.AppendZigZag(least);

        Span<ulong> above = stackalloc ulong[BlockValues];
        Span<byte> widths = stackalloc byte[Miniblocks];
        above.Clear();
        widths.Clear();
        for (var i = 0; i < deltas.Length; i++)
            above[i] = unchecked((ulong)(deltas[i] - least));
        for (var m = 0; m < Miniblocks; m++)
        {
            var all = 0UL;
            foreach (var value in above.Slice(m * MiniblockValues, MiniblockValues))
                all |= value;
            widths[m] = (byte)(64 - System.Numerics.BitOperations.LeadingZeroCount(all));
        }

        output.Append(widths);
        // A miniblock without values has width 0 and so no bytes.
        for (var m = 0; m < Miniblocks; m++)
            BitPacking.Pack(above.Slice(m * MiniblockValues, MiniblockValues), widths[m], output);
    }
}
