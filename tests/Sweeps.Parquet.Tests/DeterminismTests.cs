using FsCheck;
using FsCheck.Fluent;
using Sweeps.Tests;

namespace Sweeps.Parquet.Tests;

[Kind(TestKind.Long)]
public sealed class DeterminismTests
{
    [Fact]
    public void The_bytes_do_not_depend_on_how_rows_are_handed_over()
    {
        var options = new ParquetWriterOptions { PageRows = 10, RowGroupRows = 64 };
        var table = Tables.Random(Tables.EveryType, 300, seed: 5);
        var whole = Tables.Write(table, options);
        Prop.ForAll(Gen.Choose(0, 90).ListOf(12).ToArbitrary(), sizes =>
        {
            using var stream = new MemoryStream();
            using var writer = new ParquetWriter(stream, table.Schema, options);
            var start = 0;
            foreach (var size in sizes)
            {
                var count = Math.Min(size, table.RowCount - start);
                writer.Write(table, start, count);
                start += count;
            }

            writer.Write(table, start, table.RowCount - start);
            writer.Finish();
            return stream.ToArray().AsSpan().SequenceEqual(whole);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Metadata_is_written_in_ordinal_order_of_its_keys()
    {
        var table = Tables.Random(Tables.EveryType, 3, seed: 1);
        var forward = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1", ["B"] = "2", ["ä"] = "" };
        var backward = new Dictionary<string, string>(StringComparer.Ordinal) { ["ä"] = "", ["B"] = "2", ["a"] = "1" };
        Assert.Equal(Tables.Write(table, null, forward), Tables.Write(table, null, backward));
    }

    [Fact]
    public void A_writer_gives_the_same_bytes_whatever_it_wrote_before()
    {
        var table = Tables.Random(Tables.EveryType, 100, seed: 9);
        var options = new ParquetWriterOptions { PageRows = 100, RowGroupRows = 100 };
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, table.Schema, options);
        var ends = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            writer.Write(table);
            ends.Add(stream.Length);
        }

        var bytes = stream.ToArray();
        Assert.Equal(bytes[4..(int)ends[0]], bytes[(int)ends[0]..(int)ends[1]]);
        Assert.Equal(bytes[4..(int)ends[0]], bytes[(int)ends[1]..(int)ends[2]]);
    }
}
