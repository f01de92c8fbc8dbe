using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Parquet.Tests;

/// <summary>
/// <c>Earlier/every-type.parquet</c> is what the writer of commit 303f7f0, the last by hand, wrote of these rows: gzip, several pages in a chunk,
/// dictionaries of numbers, booleans as runs.
/// </summary>
public sealed class EarlierFileTests
{
    private static readonly TableSchema s_schema = new([.. Tables.EveryType.Columns.Where(column => column.Type is not ColumnType.Timestamp)]);

    [Fact]
    public void A_file_of_the_writer_by_hand_is_read_bit_for_bit()
    {
        var file = Earlier();
        Tables.AssertEqual(Tables.Random(s_schema, 330, seed: 42), Tables.Read(file));
        using var reader = ParquetReader.Open(new MemoryStream(file));
        Assert.Equal([170, 160], Enumerable.Range(0, reader.RowGroupCount).Select(reader.RowGroupRows));
        Assert.Equal("by hand", reader.Metadata["written"]);
        reader.Verify();
        Assert.NotNull(reader.Statistics(0, "Int32")!.Minimum);
        Assert.Equal(new ColumnStatistics(false, true, 0, Exact: true), reader.Statistics(0, "Boolean"));
        Assert.Null(reader.Statistics(0, "Double")!.Minimum);
    }

    [Fact]
    public void Its_seal_is_checked()
    {
        var file = Earlier();
        for (var position = 0; position < file.Length; position += 7)
        {
            var damaged = (byte[])file.Clone();
            damaged[position] ^= 0x10;
            Assert.Throws<TableFileException>(() =>
            {
                using var reader = ParquetReader.Open(new MemoryStream(damaged));
                reader.Verify();
            });
        }
    }

    private static byte[] Earlier() => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Sweeps.Parquet.Tests", "Earlier", "every-type.parquet"));
}
