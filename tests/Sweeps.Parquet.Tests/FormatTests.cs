using Sweeps.Tables;

namespace Sweeps.Parquet.Tests;

/// <summary>What the product sees of this format: the seam alone.</summary>
public sealed class FormatTests
{
    private static readonly TableSchema s_schema = new([new("step", ColumnType.Int32), new("loss", ColumnType.Double, Nullable: true)]);

    [Fact]
    public void A_table_goes_through_the_seam_and_back()
    {
        ITableFormat format = new ParquetFormat();
        using var stream = new MemoryStream();
        using (var writer = format.Create(stream, s_schema, new TableFileOptions { RowGroupRows = 3 }))
        {
            var rows = new TableData(s_schema);
            for (var step = 0; step < 7; step++)
            {
                rows.Column<int>("step").Append(step);
                if (step == 4)
                    rows.Column<double>("loss").AppendNull();
                else
                    rows.Column<double>("loss").Append(step / 2.0);
            }

            writer.Write(rows);
            writer.Finish(new Dictionary<string, string>(StringComparer.Ordinal) { ["b"] = "2", ["a"] = "1" });
        }

        using var reader = format.Open(stream);
        Assert.Equal(s_schema, reader.Schema);
        Assert.Equal(7, reader.RowCount);
        Assert.Equal([3, 3, 1], Enumerable.Range(0, reader.RowGroupCount).Select(reader.RowGroupRows));
        Assert.Equal([new("a", "1"), new("b", "2")], reader.Metadata);
        Assert.Equal([0, 0.5, 1, 1.5, null, 2.5, 3], reader.ReadAll(["loss"]).SelectMany(group => Enumerable.Range(0, group.RowCount).Select(row => (double?)group.Columns[0].Boxed(row))));
        reader.Verify();
    }

    [Fact]
    public void Without_options_files_are_those_of_the_default()
    {
        var rows = new TableData(s_schema);
        rows.Column<int>("step").Append(1);
        rows.Column<double>("loss").Append(2);
        Assert.Equal(Bytes(null), Bytes(new TableFileOptions()));

        byte[] Bytes(TableFileOptions? options)
        {
            using var stream = new MemoryStream();
            using var writer = new ParquetFormat().Create(stream, s_schema, options);
            writer.Write(rows);
            writer.Finish();
            return stream.ToArray();
        }
    }

    [Fact]
    public void A_file_whose_seal_was_taken_away_is_not_read()
    {
        var rows = new TableData(s_schema);
        rows.Column<int>("step").Append(1);
        rows.Column<double>("loss").Append(2);
        var file = Tables.Write(rows);
        // The extension field is the last of the footer: without it the file is what the library wrote.
        var field = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0x08, 0xFE, 0xFF, 0x03]);
        var footer = file.Length - 8 - BitConverter.ToInt32(file, file.Length - 8);
        byte[] bare = [.. file[..field], 0, .. BitConverter.GetBytes(field + 1 - footer), .. "PAR1"u8];
        Assert.Equal(TableFileProblem.NotSealed, Assert.ThrowsAny<TableFileException>(() => new ParquetFormat().Open(new MemoryStream(bare))).Problem);
    }

    [Theory]
    [InlineData("another program's", TableFileProblem.NotSealed)]
    [InlineData("text", TableFileProblem.NotSealed)]
    [InlineData("cut off", TableFileProblem.Damaged)]
    [InlineData("zeros", TableFileProblem.Damaged)]
    [InlineData("empty", TableFileProblem.Damaged)]
    public void A_file_without_a_seal_is_told_from_one_that_has_lost_it(string file, TableFileProblem problem)
    {
        using var stream = new MemoryStream(file switch
        {
            "another program's" => [.. "PAR1"u8, .. new byte[40], .. "PAR1"u8],
            "text" => "step,loss\n0,3.3\n"u8.ToArray(),
            "cut off" => [.. "PAR1"u8, .. new byte[40]],
            "zeros" => new byte[40],
            _ => [],
        });
        Assert.Equal(problem, Assert.ThrowsAny<TableFileException>(() => new ParquetFormat().Open(stream)).Problem);
    }
}
