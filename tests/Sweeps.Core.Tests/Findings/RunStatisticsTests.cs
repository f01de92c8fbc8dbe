using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Findings;

/// <summary>The numbers that stand for a run's series, over tables that are written down here.</summary>
public sealed class RunStatisticsTests
{
    /// <summary>Which does not depend on their order, nor on their names.</summary>
    [Fact]
    public void Of_two_tables_of_a_kind_the_one_with_default_options_counts()
    {
        var strict = TableOf("fraction_dead", "output", [(0, "ReLU.0", 0.9)], ("fraction", 0.5));
        var usual = Table("fraction_dead", (0, "ReLU.0", 0.1));
        Assert.Equal(0.1, Of([strict, usual]).Number("dead_end"));
        Assert.Equal(0.1, Of([usual, strict]).Number("dead_end"));
        Assert.Equal(0.9, Of([strict]).Number("dead_end"));
    }

    [Fact]
    public void Dead_units_are_those_of_ReLU_at_the_last_step() => Assert.Equal(
        0.3,
        Of([Table("fraction_dead", (0, "ReLU.0", 1), (0, "ReLU.1", 1), (9, "ReLU.0", 0.2), (9, "ReLU.1", 0.4), (9, "Tanh.0", 0.9))]).Number("dead_end")!.Value, 1e-15);

    /// <summary>Linear.0 sees embeddings and the last layer gives the logits: neither counts.</summary>
    [Fact]
    public void The_rank_rises_from_the_second_linear_layer_to_the_last_hidden_one()
    {
        var ranks = Ranks((0, [0.9, 0.1, 0.2, 0.4, 0.9]), (99, [0.9, 0.2, 0.1, 0.3, 0]), (100, [0, 0.1, 0.5, 0.9, 0]));
        var statistics = Of([ranks]);
        Assert.Equal((0.3 + 0.1) / 2, statistics.Number("rank_rise_start")!.Value, 1e-15);
        Assert.Equal((0.3 + 0.1 + 0.8) / 3, statistics.Number("rank_rise")!.Value, 1e-15);
        Assert.Null(Of([Ranks((0, [0.1, 0.2, 0.9]))]).Number("rank_rise"));
        Assert.Equal(0.3, Of([Ranks((0, [0.9, 0.1, 0.2, 0.4, 0.9]), (10, [0.9, double.NaN, 0.2, 0.4, 0.9]))]).Number("rank_rise")!.Value, 1e-15);
    }

    [Fact]
    public void Medians_are_those_of_activations_outputs()
    {
        var outputs = Table("p50", (0, "SELU.0", 0.5), (0, "SELU.1", -0.1), (0, "Linear.0", 9), (5, "SELU.0", 0), (5, "SELU.1", -1));
        Assert.Equal((0.5 - 0.1 + 0 - 1) / 4, Of([outputs]).Number("median_shift")!.Value, 1e-7);
        Assert.Null(Of([Table("p50", "weight_gradient", (0, "SELU.0", 0.5))]).Number("median_shift"));
    }

    [Fact]
    public void What_was_not_recorded_has_no_number() => Assert.Equal(RunStatistics.None, Of([Table("ratio", (0, "Linear.0", 1)), Table("fraction_dead")]));

    private static RunStatistics Of(HandlerTable[] tables) => RunStatistics.Of(new MeasuredRun(
        new RunOutcome { Run = "0123456789abcdef", Parameters = Shipped.NoValues, Status = RunStatus.Completed, Losses = new LossFigures(3, 3.3, 3, 2, -1) }, new float[1], [.. tables.Select(MeasuredTable.Of)]));

    private static HandlerTable Ranks(params (int Step, double[] Ratios)[] steps) =>
        Table("sigma1", [.. steps.SelectMany(step => step.Ratios.Select((ratio, layer) => (step.Step, $"Linear.{layer}", ratio)))]);

    private static HandlerTable Table(string column, params (int Step, string Module, double Value)[] rows) => Table(column, "output", rows);

    private static HandlerTable Table(string column, string tensor, params (int Step, string Module, double Value)[] rows) => TableOf(column, tensor, rows);

    private static HandlerTable TableOf(string column, string tensor, (int Step, string Module, double Value)[] rows, params (string Name, object Value)[] options) => HandlerTables.Of(
        column switch { "fraction_dead" => "dead_units", "p50" => "percentiles", "sigma1" => "rank_collapse", _ => "update_ratio" },
        rows.Select(row => (row.Step, row.Module, tensor, new[] { row.Value, row.Value })), column is "sigma1" ? ["sigma1", "ratio"] : [column], null, options);
}
