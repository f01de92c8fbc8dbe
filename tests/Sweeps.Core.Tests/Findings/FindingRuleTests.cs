using Sweeps.Core.Definitions;
using Sweeps.Core.Results;
using Sweeps.Core.Results.Findings;
using Sweeps.Parquet;

namespace Sweeps.Core.Tests.Findings;

/// <summary>The rules over tables that are written down here: which layer, which step, what is silent, what is not said twice.</summary>
public sealed class FindingRuleTests
{
    private const int Layers = 5;

    /// <summary>A fault in one of five layers is told of that layer, whichever it is.</summary>
    [Fact]
    public void The_layer_that_has_the_fault_is_named()
    {
        for (var k = 0; k < Layers; k++)
        {
            Assert.Equal([$"saturated layer {k}"], Labels(Table("fraction_flat", "Tanh", Except(k, 0.9, 0.1))));
            Assert.Equal([$"dead units in layer {k}"], Labels(Table("fraction_dead", "ReLU", Except(k, 0.6, 0.1))));
            Assert.Equal([$"vanishing gradients in layer {k}"], Labels(Gradients(Except(k, 1e-4, 1), All(0.01))));
            Assert.Equal([$"exploding gradients in layer {k}"], Labels(Gradients(Except(k, 1e4, 1), All(0.01))));
            Assert.Equal([$"update ratio below 0.0001 in Linear.{k}"], Labels(Gradients(All(1), Except(k, 1e-5, 0.01))));
            Assert.Equal([$"update ratio above 0.1 in Linear.{k}"], Labels(Gradients(All(1), Except(k, 0.5, 0.01))));
        }
    }

    [Fact]
    public void Rank_collapse_begins_where_no_later_hidden_layer_is_sound()
    {
        for (var k = 0; k < Layers - 1; k++)
            Assert.Equal([$"rank collapse from layer {k}"], Labels(Ranks([.. Enumerable.Range(0, Layers).Select(layer => layer < k ? 0.3 : 0.9)])));
        Assert.Empty(Labels(Ranks([0.9, 0.9, 0.9, 0.3, 0.9])));
        Assert.Empty(Labels(Ranks([0.3, 0.3, 0.3, 0.3, 0.9])));
    }

    [Fact]
    public void What_follows_from_a_finding_is_not_said_again()
    {
        Assert.Equal(["vanishing gradients in layers 0–4"], Labels(Gradients(All(1e-5), All(1e-7))));
        Assert.Equal(["exploding gradients in layers 0–4"], Labels(Gradients(All(1e5), All(10))));
        Assert.Equal(["dead units in layer 1"], Labels(Table("fraction_dead", "ReLU", Except(1, 1, 0)), Gradients(All(0), All(0)), Ranks([0.2, 0.3, 1, 1, 1])));
        Assert.Equal(["dead units in layer 1"], Labels(Table("fraction_dead", "ReLU", Except(1, 0.6, 0)), Ranks([0.2, 0.3, 0.7, 0.7, 1])));
        Assert.Equal(["dead units in layer 1", "rank collapse from layer 0"], Labels(Table("fraction_dead", "ReLU", Except(1, 0.6, 0)), Ranks([0.7, 0.7, 0.7, 0.7, 1])));
    }

    [Fact]
    public void Bounds_are_not_crossed_by_being_reached()
    {
        var bounds = FindingThresholds.Default;
        Assert.Empty(Labels(
            Table("fraction_flat", "Tanh", All(bounds.Saturated)), Table("fraction_dead", "ReLU", All(bounds.Dead)), Ranks(All(bounds.RankCollapse)),
            Gradients(Except(0, bounds.Vanishing, bounds.Exploding), Except(0, bounds.UpdateRatioLow, bounds.UpdateRatioHigh))));
    }

    [Fact]
    public void What_is_not_a_number_is_beyond_no_threshold()
    {
        Assert.Empty(Labels(
            Table("fraction_flat", "Tanh", All(double.NaN)), Table("fraction_dead", "ReLU", All(double.NaN)), Ranks(All(double.NaN)),
            Gradients(All(double.NaN), All(double.NaN)), Gradients(All(double.PositiveInfinity), All(double.PositiveInfinity))));
    }

    [Fact]
    public void A_gradient_of_exactly_zero_vanishes_unless_dead_units_explain_it()
    {
        Assert.Equal(["vanishing gradients in layers 0–4"], Labels(Gradients(All(0), All(0))));
        Assert.Equal(["vanishing gradients in layers 0–1"], Labels(Gradients([0, 1e-4, 1, 1, 1], [0, 0.01, 0.01, 0.01, 0.01])));
        Assert.Equal(["dead units in layer 1"], Labels(Table("fraction_dead", "ReLU", Except(1, 1, 0)), Gradients([0, 0, 1, 1, 1], [0, 0, 0.01, 0.01, 0.01])));
    }

    /// <summary>A network that has learnt its few examples by heart has small gradients because its loss is small.</summary>
    [Fact]
    public void Gradients_are_measured_against_the_loss()
    {
        Assert.Empty(Of([1e-4f, 1e-4f, 1e-4f], Gradients(All(1e-4), All(0.01))));
        Assert.Single(Of([3f, 3f, 3f], Gradients(All(1e-4), All(0.01))));
    }

    [Fact]
    public void Units_that_are_off_by_nature_are_not_dead_or_saturated() =>
        Assert.Empty(Labels(Table("fraction_flat", "ReLU", All(0.9)), Table("fraction_dead", "Tanh", All(0.9)), Table("fraction_dead", "GELU", All(0.9))));

    [Fact]
    public void What_was_not_recorded_is_told_with_its_handler()
    {
        Assert.Equal("", FindingKinds.NotRecordedText(["fraction_flat", "fraction_dead", "ratio", "gradient_norm", "sigma1"]));
        Assert.Equal(
            "Not recorded, so nothing can be said of it: saturated layer (handler saturation); rank collapse (handler rank_collapse).",
            FindingKinds.NotRecordedText(["fraction_dead", "ratio", "gradient_norm"]));
        Assert.Equal(
            ["saturation", "dead_units", "update_ratio", "rank_collapse"], FindingKinds.NotRecorded([]).Select(missing => missing.Handler));
        Assert.Equal(FindingKinds.All.Skip(5), FindingKinds.NotRecorded([]).SelectMany(missing => missing.Kinds));
    }

    /// <summary>Two tables of one kind, at different steps say, do not say one thing twice.</summary>
    [Fact]
    public void A_finding_is_said_once() =>
        Assert.Equal(["dead units in layer 2"], Labels(Table("fraction_dead", "ReLU", Except(2, 0.6, 0.1)), Table("fraction_dead", "ReLU", Except(2, 0.7, 0.1))));

    private static double[] All(double value) => [.. Enumerable.Repeat(value, Layers)];

    private static double[] Except(int layer, double value, double others) => [.. Enumerable.Range(0, Layers).Select(i => i == layer ? value : others)];

    private static IEnumerable<string> Labels(params TableData[] tables) => Of([3f, 3f, 3f], tables).Select(finding => finding.Label);

    private static IReadOnlyList<Finding> Of(float[] losses, params TableData[] tables)
    {
        var outcome = new RunOutcome { Run = "0123456789abcdef", Status = RunStatus.Completed, Losses = new LossFigures(3.3, 3.2958, 3, 2.7, -0.3) { Chance = 2.8 } };
        return FindingRules.Of(new RunRecord(outcome, losses, tables), FindingThresholds.Default);
    }

    private static TableData Gradients(double[] norms, double[] ratios) => Table("Linear", ("ratio", ratios), ("gradient_norm", norms));

    private static TableData Ranks(double[] ratios) => Table("Linear", ("sigma1", ratios), ("ratio", ratios));

    private static TableData Table(string column, string module, double[] values) => Table(module, (column, values));

    private static TableData Table(string module, params (string Name, double[] Values)[] columns)
    {
        var rows = new TableData(new TableSchema([
            new("step", ColumnType.Int32), new("layer", ColumnType.Int32), new("module_index", ColumnType.Int32), new("module", ColumnType.String), new("tensor", ColumnType.String),
            .. columns.Select(column => new ColumnSchema(column.Name, ColumnType.Double))]));
        for (var step = 0; step < 3; step++)
        {
            for (var layer = 0; layer < Layers; layer++)
            {
                rows.Column<int>("step").Append(step);
                rows.Column<int>("layer").Append(layer);
                rows.Column<int>("module_index").Append(1 + (2 * layer));
                rows.Column<string>("module").Append($"{module}.{layer}");
                rows.Column<string>("tensor").Append("output");
                foreach (var (name, values) in columns)
                    rows.Column<double>(name).Append(values[layer]);
            }
        }

        return rows;
    }
}
