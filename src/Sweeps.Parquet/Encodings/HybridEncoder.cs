using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Encodings;

/// <summary>Parquet's hybrid of run-length encoding and bit-packing, for levels, booleans and places in a dictionary.</summary>
internal static class HybridEncoder
{
    private const int Group = 8;
    private const int MaximumPacked = 63 * Group;

    public static void Encode(ReadOnlySpan<int> values, int width, GrowingBuffer output)
    {
        var packedFrom = 0;
        var i = 0;
        while (i < values.Length)
        {
            var run = values[i..].IndexOfAnyExcept(values[i]);
            run = run < 0 ? values.Length - i : run;
            // What is packed comes in whole groups, so a run first fills up the group before it.
            var missing = (Group - ((i - packedFrom) % Group)) % Group;
            if (run - missing < Group)
            {
                i += run;
                continue;
            }

            i += missing;
            Pack(values[packedFrom..i], width, output);
            Repeat(values[i], run - missing, width, output);
            i += run - missing;
            packedFrom = i;
        }

        Pack(values[packedFrom..], width, output);
    }

    /// <summary>One run of the same value.</summary>
    public static void Repeat(int value, int count, int width, GrowingBuffer output)
    {
        output.AppendVarint((ulong)count << 1);
        for (var bits = 0; bits < width; bits += 8)
            output.Append((byte)(value >> bits));
    }

    private static void Pack(ReadOnlySpan<int> values, int width, GrowingBuffer output)
    {
        Span<ulong> block = stackalloc ulong[MaximumPacked];
        while (values.Length > 0)
        {
            var count = Math.Min(values.Length, MaximumPacked);
            var groups = (count + Group - 1) / Group;
            output.AppendVarint(((ulong)groups << 1) | 1);
            for (var i = 0; i < groups * Group; i++)
                block[i] = i < count ? (uint)values[i] : 0;
            BitPacking.Pack(block[..(groups * Group)], width, output);
            values = values[count..];
        }
    }
}
