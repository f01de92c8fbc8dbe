using Sweeps.Tables;

namespace Sweeps.Parquet.Tests;

/// <summary>What is read and what is held does not depend on the number of row groups.</summary>
public sealed class BoundedMemoryTests
{
    private const int Rows = 1000;

    private static readonly TableSchema s_schema = new([new("a", ColumnType.Int64), new("b", ColumnType.Double), new("c", ColumnType.Float)]);

    /// <summary>A row group leaves the writer as soon as it is full: the writer holds the rows of one at most.</summary>
    [Fact]
    public void A_full_row_group_is_written_at_once()
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, s_schema, new() { RowGroupRows = Rows });
        var rows = Tables.Random(s_schema, Rows, seed: 1);
        writer.Write(rows, 0, Rows - 1);
        var before = stream.Length;
        for (var group = 0; group < 20; group++)
        {
            writer.Write(rows);
            // Random numbers are hardly compressed: a row has twenty bytes.
            Assert.True(stream.Length - before > Rows * 10, $"row group {group}: only {stream.Length - before} bytes were written");
            before = stream.Length;
        }
    }

    /// <summary>To open a file, only its footer is read; to read columns, only their own bytes.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public void Only_the_columns_that_are_asked_for_are_read(int groups)
    {
        var file = Tables.Write(Tables.Random(s_schema, groups * Rows, seed: 2), new() { RowGroupRows = Rows });
        using var stream = new CountingStream(file);
        using var reader = ParquetReader.Open(stream);
        Assert.True(stream.Count < groups * Rows, $"opening the file read {stream.Count} bytes of {file.Length}");

        var bytes = s_schema.Columns.Select(column => BytesRead(() => reader.ReadRowGroup(groups - 1, [column.Name]))).ToArray();
        var all = BytesRead(() => reader.ReadRowGroup(groups - 1));

        // A value of these random columns takes at least half its size, and a page of them little more than all of it.
        Assert.InRange(bytes[0], Rows * 4, (Rows * 8) + 500);
        Assert.InRange(bytes[1], Rows * 4, (Rows * 8) + 500);
        Assert.InRange(bytes[2], Rows * 2, (Rows * 4) + 500);
        Assert.Equal(bytes.Sum(), all);
        Assert.Equal(bytes[0] + bytes[2], BytesRead(() => reader.ReadRowGroup(groups - 1, ["c", "a"])));
        Assert.Equal(0, BytesRead(() => reader.Statistics(0, "a")));

        long BytesRead(Action read)
        {
            var before = stream.Count;
            read();
            return stream.Count - before;
        }
    }

    /// <summary>Counts the bytes that are read.</summary>
    private sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public long Count { get; private set; }

        // A derived memory stream reads spans through this method.
        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            Count += read;
            return read;
        }
    }
}
