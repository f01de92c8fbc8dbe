using Sweeps.Tables;

namespace Sweeps.Parquet.Tests;

public sealed class ReaderAndWriterTests
{
    private static readonly TableSchema Schema = new([new("a", ColumnType.Int32), new("b", ColumnType.String, Nullable: true), new("c", ColumnType.Double)]);

    [Fact]
    public void A_file_says_what_it_holds()
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["z"] = "", ["name"] = "é\n" };
        var table = Tables.Random(Schema, 25, seed: 1);
        using var reader = ParquetReader.Open(new MemoryStream(Tables.Write(table, new() { RowGroupRows = 10 }, metadata)));
        Assert.Equal(Schema, reader.Schema);
        Assert.Equal(25, reader.RowCount);
        Assert.Equal(3, reader.RowGroupCount);
        Assert.Equal([10, 10, 5], Enumerable.Range(0, 3).Select(reader.RowGroupRows));
        Assert.Equal(metadata, reader.Metadata.ToDictionary(StringComparer.Ordinal));
        Assert.Equal([10, 10, 5], reader.ReadAll().Select(rows => rows.RowCount));
    }

    [Fact]
    public void Columns_are_read_in_the_order_asked_for()
    {
        var table = Tables.Random(Schema, 25, seed: 1);
        using var reader = ParquetReader.Open(new MemoryStream(Tables.Write(table)));
        var read = reader.ReadRowGroup(0, ["c", "a"]);
        Assert.Equal(["c", "a"], read.Schema.Columns.Select(column => column.Name));
        Assert.Equal(table.Column<double>("c").Values.ToArray(), read.Column<double>("c").Values.ToArray());
        Assert.Equal(table.Column<int>("a").Values.ToArray(), read.Column<int>("a").Values.ToArray());
        Assert.Contains("'d'", Assert.Throws<ArgumentException>(() => reader.ReadRowGroup(0, ["a", "d"])).Message, StringComparison.Ordinal);
        Assert.Empty(reader.ReadRowGroup(0, []).Columns);
    }

    [Fact]
    public void A_file_on_disk_is_read_while_it_may_be_renamed()
    {
        var path = Path.GetTempFileName();
        try
        {
            var table = Tables.Random(Schema, 25, seed: 1);
            File.WriteAllBytes(path, Tables.Write(table));
            using var reader = ParquetReader.Open(path);
            File.Move(path, path + ".moved");
            File.Move(path + ".moved", path);
            Tables.AssertEqual(table, reader.ReadRowGroup(0));
            using var stream = File.OpenRead(path);
            using (var second = ParquetReader.Open(stream))
                second.Verify();
            Assert.True(stream.CanRead);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_stream_is_only_written_forward_and_left_open()
    {
        using var forward = new ForwardStream();
        var table = Tables.Random(Schema, 100, seed: 1);
        using (var writer = new ParquetWriter(forward, Schema, new() { RowGroupRows = 30 }))
        {
            writer.Write(table);
            writer.Finish();
        }

        Assert.Equal(Tables.Write(table, new() { RowGroupRows = 30 }), forward.ToArray());
    }

    [Fact]
    public void Disposing_does_not_finish_and_nothing_follows_the_end()
    {
        using var stream = new MemoryStream();
        var table = Tables.Random(Schema, 100, seed: 1);
        using (var writer = new ParquetWriter(stream, Schema))
            writer.Write(table);
        Assert.Equal("PAR1"u8.ToArray(), stream.ToArray());
        using var finished = new ParquetWriter(Stream.Null, Schema);
        finished.Finish();
        Assert.Throws<ObjectDisposedException>(() => finished.Write(table));
        Assert.Throws<ObjectDisposedException>(() => finished.Finish());
    }

    [Fact]
    public void A_full_disk_ends_the_writer()
    {
        var table = Tables.Random(Schema, 100, seed: 1);
        using var full = new ForwardStream { MostBytes = 50 };
        using var writer = new ParquetWriter(full, Schema, new() { RowGroupRows = 10 });
        Assert.Throws<IOException>(() => writer.Write(table));
        Assert.Throws<ObjectDisposedException>(() => writer.Finish());
    }

    [Fact]
    public void Wrong_use_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ParquetWriter(Stream.Null, new TableSchema([])));
        Assert.Throws<ArgumentException>(() => new ParquetWriter(Stream.Null, new TableSchema([new("a", ColumnType.Int32), new("a", ColumnType.Int64)])));
        Assert.Throws<ArgumentException>(() => new ParquetWriter(Stream.Null, new TableSchema([new("a\uD83D", ColumnType.Int32)])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParquetWriter(Stream.Null, new TableSchema([new("a", (ColumnType)99)])));
        foreach (var options in (TableFileOptions[])[new() { RowGroupRows = 0 }, new() { RowGroupRows = int.MaxValue }])
            Assert.Throws<ArgumentOutOfRangeException>(() => new ParquetWriter(Stream.Null, Schema, options));

        using var writer = new ParquetWriter(Stream.Null, Schema);
        var table = Tables.Random(Schema, 5, seed: 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(table, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(table, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(table, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(table, 1, int.MaxValue));
        Assert.Throws<ArgumentException>(() => writer.Write(new TableData(new TableSchema([new("a", ColumnType.Int32)]))));
        table.Column<int>("a").Append(1);
        Assert.Contains("'b'", Assert.Throws<ArgumentException>(() => writer.Write(table)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_keep_nulls_through_clearing_and_copying()
    {
        var table = Tables.Random(Tables.EveryType, 50, seed: 4);
        var copy = new TableData(table.Schema);
        copy.AppendRange(table, 10, 5);
        copy.Clear();
        Assert.Equal(0, copy.RowCount);
        copy.AppendRange(table, 0, 20);
        copy.AppendRange(table, 20, 30);
        Tables.AssertEqual(table, copy);
        Assert.Throws<InvalidOperationException>(() => table.Columns[0].AppendNull());
        Assert.Throws<ArgumentException>(() => table.Column<int>("Boolean"));
        Assert.Throws<ArgumentException>(() => table.Column<int>("nothing"));
        Assert.Equal(-1, table.Schema.IndexOf("nothing"));
        Assert.NotEqual(Schema.GetHashCode(), table.Schema.GetHashCode());
        Assert.False(Schema.Equals(null));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnData.Create(new("a", (ColumnType)99)));
    }

    /// <summary>A stream that knows no positions, as a pipe.</summary>
    private sealed class ForwardStream : MemoryStream
    {
        public int MostBytes { get; init; } = int.MaxValue;

        public override bool CanSeek => false;

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        // Spans come through here too, in a class that is derived.
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > MostBytes)
                throw new IOException("No space left on device");
            base.Write(buffer, offset, count);
        }
    }
}
