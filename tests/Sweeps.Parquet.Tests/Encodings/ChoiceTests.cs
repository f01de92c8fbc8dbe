using Sweeps.Parquet.Metadata;
using Sweeps.Parquet.Reading;
using Sweeps.Tables;

namespace Sweeps.Parquet.Tests.Encodings;

/// <summary>Which encoding a column gets, as the tables of a sweep have them.</summary>
public sealed class ChoiceTests
{
    [Fact]
    public void Steps_are_stored_as_differences_and_cells_and_runs_in_a_dictionary()
    {
        var table = new TableData(new TableSchema([new("cell", ColumnType.Int32), new("run", ColumnType.String), new("step", ColumnType.Int32)]));
        for (var cell = 0; cell < 10; cell++)
            for (var step = 1; step <= 2000; step++)
            {
                table.Column<int>("cell").Append(cell);
                table.Column<string>("run").Append($"{cell:x16}");
                table.Column<int>("step").Append(step);
            }

        Assert.Equal([PageEncoding.RleDictionary, PageEncoding.RleDictionary, PageEncoding.DeltaBinaryPacked], Encodings(table));
    }

    [Fact]
    public void Many_different_numbers_have_their_bytes_split_and_few_a_dictionary()
    {
        var table = new TableData(new TableSchema(
            [new("many", ColumnType.Float), new("few", ColumnType.Float), new("many doubles", ColumnType.Double), new("few doubles", ColumnType.Double)]));
        var random = new SplitMix(1);
        for (var i = 0; i < 100_000; i++)
        {
            table.Column<float>("many").Append((float)random.Unit());
            table.Column<float>("few").Append(i % 7);
            table.Column<double>("many doubles").Append(random.Unit());
            table.Column<double>("few doubles").Append(i % 2000 / 3.0);
        }

        Assert.Equal([PageEncoding.ByteStreamSplit, PageEncoding.RleDictionary, PageEncoding.ByteStreamSplit, PageEncoding.RleDictionary], Encodings(table));
        Tables.AssertEqual(table, Tables.Read(Tables.Write(table)));
    }

    [Fact]
    public void Texts_that_are_all_different_or_too_many_bytes_are_stored_as_they_are()
    {
        // Twenty texts of 60,000 bytes are more than a dictionary may hold.
        var table = new TableData(new TableSchema([new("different", ColumnType.String), new("long", ColumnType.String)]));
        for (var i = 0; i < 50; i++)
        {
            table.Column<string>("different").Append($"{i:x16}");
            table.Column<string>("long").Append(new string((char)('a' + (i % 20)), 60_000 + (i % 20)));
        }

        Assert.Equal([PageEncoding.Plain, PageEncoding.Plain], Encodings(table));
        Tables.AssertEqual(table, Tables.Read(Tables.Write(table)));
    }

    private static PageEncoding[] Encodings(TableData table) =>
    [
        .. FileLayout.Read(new MemoryStream(Tables.Write(table))).Metadata.RowGroups[0].Columns
            .Select(column => column.DictionaryPageOffset is null ? column.Encodings[0] : column.Encodings[1]),
    ];
}
