using System.Buffers.Binary;
using System.IO.Compression;
using Sweeps.Tables;

namespace Sweeps.Parquet;

/// <summary>
/// Reads booleans of the builds before this library, which wrote them as runs (RLE): the library reads such pages wrongly.
/// It reads what those builds wrote and no more, which the seal of their files makes sure of.
/// </summary>
internal static class EarlierBooleans
{
    private const int CompactInt32 = 5;
    private const int CompactStruct = 12;

    /// <param name="chunk">All bytes of the column chunk: pages of version 1, compressed with gzip.</param>
    /// <param name="rows">Rows of the row group.</param>
    public static void Read(ReadOnlySpan<byte> chunk, ColumnData<bool> target, int rows)
    {
        while (target.Count < rows)
        {
            var at = 0;
            var header = new int[8];
            var values = 0;
            ReadHeader(chunk, ref at, header, ref values);
            var (size, compressed) = (header[2], header[3]);
            Append(Decompress(chunk.Slice(at, compressed), size), values, target);
            chunk = chunk[(at + compressed)..];
        }
    }

    // The fields of a page header are whole numbers, and a structure of whole numbers that begins with the number of values.
    private static void ReadHeader(ReadOnlySpan<byte> bytes, ref int at, Span<int> fields, ref int values)
    {
        var field = 0;
        while (bytes[at] != 0)
        {
            field += bytes[at] >> 4;
            if ((bytes[at++] & 15) == CompactInt32)
            {
                var number = Varint(bytes, ref at);
                fields[field] = (int)((number >> 1) ^ (uint)-(int)(number & 1));
                continue;
            }

            if ((bytes[at - 1] & 15) != CompactStruct)
                throw new TableFileException("a page of booleans is not as earlier builds wrote it") { Problem = TableFileProblem.OtherVersion };
            var inner = new int[8];
            ReadHeader(bytes, ref at, inner, ref values);
            values = inner[1];
        }

        at++;
    }

    private static byte[] Decompress(ReadOnlySpan<byte> compressed, int size)
    {
        using var source = new GZipStream(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress);
        var bytes = new byte[size];
        source.ReadExactly(bytes);
        return bytes;
    }

    private static void Append(ReadOnlySpan<byte> page, int values, ColumnData<bool> target)
    {
        var present = new bool[values];
        present.AsSpan().Fill(true);
        if (target.Schema.Nullable)
            page = page[ReadRuns(page, present)..];
        var bits = new bool[present.AsSpan().Count(true)];
        ReadRuns(page, bits);
        var next = 0;
        foreach (var isThere in present)
        {
            if (isThere)
                target.Append(bits[next++]);
            else
                target.AppendNull();
        }
    }

    /// <returns>How many bytes it took.</returns>
    private static int ReadRuns(ReadOnlySpan<byte> bytes, Span<bool> target)
    {
        var end = sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(bytes);
        var at = sizeof(int);
        while (!target.IsEmpty)
        {
            var header = Varint(bytes, ref at);
            var length = (int)(header >> 1);
            int count;
            if ((header & 1) == 0)
            {
                count = Math.Min(length, target.Length);
                target[..count].Fill(bytes[at++] == 1);
            }
            else
            {
                count = Math.Min(length * 8, target.Length);
                for (var i = 0; i < count; i++)
                    target[i] = ((bytes[at + (i / 8)] >> (i % 8)) & 1) == 1;
                at += length;
            }

            target = target[count..];
        }

        return end;
    }

    private static uint Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0u;
        for (var shift = 0; ; shift += 7)
        {
            value |= (uint)(bytes[at] & 0x7F) << shift;
            if (bytes[at++] < 0x80)
                return value;
        }
    }
}
