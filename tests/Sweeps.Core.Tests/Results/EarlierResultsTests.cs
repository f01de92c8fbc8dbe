using Sweeps.Core.Definitions.Parameters;
using Sweeps.Core.Results;
using Sweeps.Core.Tests.Running;
using Sweeps.Parquet;

namespace Sweeps.Core.Tests.Results;

/// <summary>Results from before a parameter was added say nothing of it: those runs have its default.</summary>
public sealed class EarlierResultsTests
{
    private static readonly Parameter s_added = ParameterRegistry.Find("products")!;

    [Fact]
    public void A_table_without_the_column_is_read()
    {
        var table = new TableData(new TableSchema([.. RunsTable.Schema.Columns.Where(column => !string.Equals(column.Name, s_added.ShortName, StringComparison.Ordinal))]));
        var full = new TableData(RunsTable.Schema);
        RunsTable.Append(full, 0, Parameters(), Outcome());
        foreach (var column in table.Columns)
            Append(column, full.Columns[full.Schema.IndexOf(column.Schema.Name)].Boxed(0));

        Assert.Equal(Parameters(), new RunsTableReader(table, []).Read(0).Parameters);
    }

    [Fact]
    public void A_journals_frame_without_the_value_is_read()
    {
        var to = new ByteWriter();
        RunOutcomeCodec.Write(to, Outcome() with { Parameters = Parameters()[..^1] });

        Assert.Equal(Parameters(), RunOutcomeCodec.Read(to.Written).Parameters);
    }

    [Fact]
    public void Any_other_column_has_to_be_there()
    {
        var table = new TableData(new TableSchema([.. RunsTable.Schema.Columns.Where(column => column.Name is not "lr")]));

        Assert.Contains("'lr'", Assert.Throws<InvalidDataException>(() => new RunsTableReader(table, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Journals_hold_what_was_added_last_at_the_end() => Assert.Same(s_added, ParameterRegistry.All[^1]);

    private static object?[] Parameters() => [.. FakeSweep.Cell(0, 0.25, 1, 5).Parameters.SkipLast(1), s_added.Default];

    private static RunOutcome Outcome() => new()
    {
        Run = "0123456789abcdef",
        Status = RunStatus.Completed,
        Losses = new(3, 3.3, 3, 2.5, -0.5),
        ParameterCount = 4137,
        Parameters = Parameters(),
    };

    private static void Append(ColumnData column, object? value)
    {
        switch (value)
        {
            case null:
                column.AppendNull();
                break;
            case string text:
                ((ColumnData<string>)column).Append(text);
                break;
            case int number:
                ((ColumnData<int>)column).Append(number);
                break;
            case long number:
                ((ColumnData<long>)column).Append(number);
                break;
            case double number:
                ((ColumnData<double>)column).Append(number);
                break;
            default:
                ((ColumnData<bool>)column).Append((bool)value);
                break;
        }
    }
}
