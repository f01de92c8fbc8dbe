using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Compression;

/// <summary>Decompresses Snappy's raw format (<c>format_description.txt</c> of google/snappy).</summary>
internal static class Snappy
{
    public static void Decompress(ReadOnlySpan<byte> bytes, int length, GrowingBuffer output)
    {
        var source = new ByteCursor(bytes);
        if (source.Count() != length)
            throw new ParquetException("a page has not the length that its header says");
        while (source.Remaining > 0)
        {
            var tag = source.Byte();
            switch (tag & 3)
            {
                case 0:
                    var literal = source.Take(LiteralLength(ref source, tag >> 2));
                    Repetition.CheckRoom(output, literal.Length, length);
                    output.Append(literal);
                    break;
                case 1:
                    Repetition.Append(output, ((tag & 0xE0) << 3) | source.Byte(), ((tag >> 2) & 7) + 4, length);
                    break;
                case 2:
                    Repetition.Append(output, Number(ref source, 2), (tag >> 2) + 1, length);
                    break;
                default:
                    Repetition.Append(output, Number(ref source, 4), (tag >> 2) + 1, length);
                    break;
            }
        }
    }

    // 60 to 63 say in how many bytes the length follows.
    private static long LiteralLength(ref ByteCursor source, int length) =>
        length < 60 ? length + 1 : Number(ref source, length - 59) + 1;

    private static long Number(ref ByteCursor source, int bytes)
    {
        var value = 0L;
        for (var i = 0; i < bytes; i++)
            value |= (long)source.Byte() << (8 * i);
        return value;
    }
}
