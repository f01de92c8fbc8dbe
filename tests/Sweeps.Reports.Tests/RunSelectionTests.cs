using Sweeps.Core.Parameters;
using Sweeps.Reports.Reading;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests;

/// <summary>Of a very large sweep a page shows a part that is drawn evenly.</summary>
public sealed class RunSelectionTests
{
    private const int Runs = 300_000;

    [Fact]
    public void All_runs_are_shown_where_a_page_holds_them() =>
        Assert.Equal([0, 1, 2], RunSelection.Of(["0123456789abcdef", "ffffffffffffffff", "8000000000000000"], []));

    [Fact]
    public void Of_many_runs_a_part_is_shown_that_follows_no_axis()
    {
        // Multiples of an odd number run through all ids evenly, as hashes do.
        string[] ids = [.. Enumerable.Range(0, Runs).Select(i => unchecked((ulong)i * 0x9E3779B97F4A7C15).ToString("x16", System.Globalization.CultureInfo.InvariantCulture))];
        int[] always = [3, 17, Runs - 1];

        var rows = RunSelection.Of(ids, always);

        Assert.InRange(rows.Length, RunSelection.MostRuns * 9 / 10, RunSelection.MostRuns * 11 / 10);
        Assert.Equal(rows.Order().Distinct(), rows);
        Assert.Subset(rows.ToHashSet(), always.ToHashSet());
        // Each value of an axis with four, which changes in every row, has a quarter.
        Assert.All(rows.GroupBy(row => row % 4), value => Assert.InRange(value.Count(), rows.Length / 5, rows.Length / 3));
    }

    [Fact]
    public void Parameters_that_all_runs_share_come_back_in_their_place()
    {
        var varied = Shipped.Parameters.Columns.Single(column => column.Name is "lr");
        var runs = new TableData(new TableSchema([new("cell", ColumnType.Int32), new("run", ColumnType.String), varied, new("loss_end", ColumnType.Double, Nullable: true)]));
        for (var i = 0; i < 3; i++)
        {
            runs.Column<int>("cell").Append(i);
            runs.Column<string>("run").Append($"{i}");
            runs.Column<double>("lr").Append(i * 0.5);
            runs.Columns[3].AppendNull();
        }

        object?[] same = [.. Shipped.Parameters.Columns.Select(column => column.Type is ColumnType.Int32 && !column.Nullable ? (object?)7 : column.Nullable ? null : Default(column.Type))];
        var shown = RunSelection.Of(runs, [0, 2], new ParameterValues(Shipped.Parameters, same));

        Assert.Equal(["cell", "run", .. Shipped.Parameters.Columns.Select(column => column.Name), "loss_end"], shown.Schema.Columns.Select(column => column.Name));
        Assert.Equal([0.0, 1.0], shown.Column<double>("lr").Values.ToArray());
        Assert.Equal([7, 7], shown.Column<int>("width").Values.ToArray());
        Assert.All(shown.Columns, column => Assert.Equal(2, column.Count));
        Assert.True(shown.Columns[^1].IsNull(1));
    }

    private static object Default(ColumnType type) => type switch
    {
        ColumnType.String => "x",
        ColumnType.Int64 => 1L,
        ColumnType.Double => 0.5,
        ColumnType.Boolean => true,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No parameter has this type."),
    };
}
