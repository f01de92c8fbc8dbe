using System.Text.Json;
using Sweeps.Core.Analysis.Boundaries;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Tables;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Analysis.Boundaries;

public sealed class BoundaryEstimateTests
{
    private static readonly TableSchema s_schema = new(
        [new("activation", ColumnType.String), new("lr", ColumnType.Double), new("width", ColumnType.Int32), new("seed", ColumnType.Int64), new("status", ColumnType.String), new("exploded", ColumnType.Boolean, Nullable: true)]);

    /// <summary>By hand: true below the middle of 33 × 40 runs, so that 39 squares in a row are on the boundary.</summary>
    [Fact]
    public void Runs_are_placed_by_their_values_and_not_by_their_order()
    {
        var estimate = BoundaryEstimate.Of(Shipped.Parameters, Grid((lr, _) => lr > 16), "exploded");
        Assert.Equal(["width", "lr"], estimate.Axes);
        Assert.Equal((39, 32 * 39, 1.0), (estimate.Boxes!.Squares, estimate.Boxes.Of, estimate.Boxes.Dimension));
        Assert.Equal(estimate.Boxes.Counts, BoundaryEstimate.Of(Shipped.Parameters, Grid((lr, _) => lr > 16, backwards: true), "exploded").Boxes!.Counts);
        Assert.Equal("Boundary of exploded over width and lr: on 39 of 1248 squares of neighbouring runs; dimension 1.00 by box counting (median over boxes of 1 to 8 squares).", estimate.Sentence());
    }

    [Fact]
    public void A_run_that_diverged_is_one_of_which_it_is_not_true()
    {
        var told = BoundaryEstimate.Of(Shipped.Parameters, Grid((lr, _) => lr > 16), "exploded");
        var diverged = BoundaryEstimate.Of(Shipped.Parameters, Grid((lr, _) => lr > 16 ? true : null), "exploded");
        Assert.Equal(told.Boxes!.Counts, diverged.Boxes!.Counts);
    }

    [Fact]
    public void Without_a_boundary_there_is_no_dimension() =>
        Assert.EndsWith("on 0 of 1248 squares of neighbouring runs; there is none.", BoundaryEstimate.Of(Shipped.Parameters, Grid((_, _) => true), "exploded").Sentence(), StringComparison.Ordinal);

    [Fact]
    public void What_cannot_be_computed_says_why()
    {
        var whole = Grid((lr, _) => lr > 16);
        AssertNo("it is not a measure that is true or false", whole, "lr");
        AssertNo("it is not a measure that is true or false", whole, "nothing");
        AssertNo("no parameter varies", Rows(whole, row => row == 0));
        AssertNo("it needs two parameters that vary, and one does: lr", Rows(whole, row => whole.Column<int>("width").Values[row] == 1));
        AssertNo("every pair of values needs one run: 40 × 33 pairs, 1319 runs", Rows(whole, row => row != 5));
        AssertNo("each parameter needs at least 33 values", Rows(whole, row => whole.Column<double>("lr").Values[row] < 20));
        AssertNo("it is not known of every run", Grid((lr, width) => lr == 3 && width == 4 ? null : true, status: "failed"));
        AssertNo("both parameters must be numbers", Grid((_, _) => true, activation: lr => lr > 3 ? "relu" : "tanh", lrs: _ => 1));
        AssertNo("it needs two parameters that vary, and 3 do: activation, width, lr", Grid((_, _) => true, activation: lr => lr > 3 ? "relu" : "tanh", lrs: lr => lr % 3));
    }

    [Fact]
    public void A_summary_tells_it_in_every_format_but_tables_of_values()
    {
        var summary = SummaryTable.Of(Shipped.Parameters, Grid((lr, _) => lr > 16), new(["activation"], [], ["exploded"]) { Boundaries = ["exploded", "lr"] });
        foreach (var text in new[] { SummaryFormats.Text(summary), SummaryFormats.Markdown(summary) })
        {
            Assert.Contains("dimension 1.00 by box counting", text, StringComparison.Ordinal);
            Assert.Contains("Boundary of lr: not computed, because it is not a measure that is true or false.", text, StringComparison.Ordinal);
        }

        using var json = JsonDocument.Parse(SummaryFormats.Json(summary));
        var (told, untold) = (json.RootElement.GetProperty("boundaries")[0], json.RootElement.GetProperty("boundaries")[1]);
        Assert.Equal((1.0, 39), (told.GetProperty("dimension").GetDouble(), told.GetProperty("squares").GetInt32()));
        Assert.Equal([39, 20, 10, 5], told.GetProperty("box_counts").EnumerateArray().Select(count => count.GetInt32()));
        Assert.Equal(JsonValueKind.Null, untold.GetProperty("dimension").ValueKind);
        Assert.Equal("it is not a measure that is true or false", untold.GetProperty("why_not").GetString());
    }

    [Fact]
    public void A_definition_names_measures_of_its_own_and_flags()
    {
        const string begin = "name: x\nmeasures: { low: { less: [loss_end, loss_start] } }\n";
        Assert.Equal(["low", "exploded"], Read(begin + "summary: { boundary: [low, exploded] }").Definition!.Summary.Boundaries);
        Assert.Empty(Read(begin).Definition!.Summary.Boundaries);
        var mistake = Assert.Single(Read(begin + "summary: { boundary: lwo }").Errors);
        Assert.Contains("summary.boundary has 'lwo'", mistake.Message, StringComparison.Ordinal);
    }

    private static Sweeps.Core.Definitions.DefinitionResult Read(string yaml) =>
        Sweeps.Core.Definitions.DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes(yaml), "d.yaml", Path.GetTempPath(), Definitions.Reader.Context);

    private static void AssertNo(string why, TableData runs, string measure = "exploded")
    {
        var estimate = BoundaryEstimate.Of(Shipped.Parameters, runs, measure);
        Assert.Null(estimate.Boxes);
        Assert.StartsWith(why, estimate.Why, StringComparison.Ordinal);
    }

    /// <summary>33 learning rates × 40 widths.</summary>
    private static TableData Grid(Func<double, int, bool?> value, bool backwards = false, string status = "diverged", Func<double, string>? activation = null, Func<double, double>? lrs = null)
    {
        var table = new TableData(s_schema);
        var cells = Enumerable.Range(0, 33).SelectMany(lr => Enumerable.Range(1, 40).Select(width => (Lr: (double)lr, Width: width)));
        foreach (var (lr, width) in backwards ? cells.Reverse() : cells)
        {
            var row = new RowAppender(table);
            row.Add(activation?.Invoke(lr) ?? "tanh");
            row.Add(lrs?.Invoke(lr) ?? lr);
            row.Add(width);
            row.Add(1L);
            row.Add(value(lr, width) is null ? status : "completed");
            row.Add(value(lr, width));
            row.End();
        }

        return table;
    }

    private static TableData Rows(TableData table, Predicate<int> which)
    {
        var rows = new TableData(table.Schema);
        for (var row = 0; row < table.RowCount; row++)
            if (which(row))
                rows.AppendRange(table, row, 1);
        return rows;
    }
}
