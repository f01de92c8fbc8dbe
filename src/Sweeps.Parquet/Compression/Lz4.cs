using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Compression;

/// <summary>Decompresses LZ4's block format (<c>lz4_Block_format.md</c> of lz4/lz4), Parquet's LZ4_RAW.</summary>
internal static class Lz4
{
    private const int MinimumMatch = 4;

    public static void Decompress(ReadOnlySpan<byte> bytes, int length, GrowingBuffer output)
    {
        var source = new ByteCursor(bytes);
        while (source.Remaining > 0)
        {
            var token = source.Byte();
            var literal = source.Take(Length(ref source, token >> 4));
            Repetition.CheckRoom(output, literal.Length, length);
            output.Append(literal);
            // The last sequence has literals alone.
            if (source.Remaining == 0)
                return;
            var distance = source.Byte() | (source.Byte() << 8);
            Repetition.Append(output, distance, Length(ref source, token & 15) + MinimumMatch, length);
        }
    }

    private static long Length(ref ByteCursor source, int length)
    {
        if (length < 15)
            return length;
        var total = (long)length;
        byte next;
        do
        {
            next = source.Byte();
            total += next;
        }
        while (next == 255);
        return total;
    }
}
