using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Findings;

/// <summary>The rules over tables that are written down here: which layer, which step, which table, what is silent, what is not said twice.</summary>
public sealed class FindingRuleTests
{
    private const int Layers = 5;
    private const int Steps = 4;

    /// <summary>32 examples, 30 units and 30 inputs: chance is 2/33 of units silent and 0.275 of places flat for tanh; the other levels are the usual ones.</summary>
    private static readonly RunScale s_usual = new(32, 30, 30, 19683) { Models = Shipped.Parameters.Models };

    /// <summary>A fault in one of five layers is told of that layer, whichever it is.</summary>
    [Fact]
    public void The_layer_that_has_the_fault_is_named()
    {
        for (var k = 0; k < Layers; k++)
        {
            Assert.Equal([$"saturated layer {k}"], Labels(Flat(Except(k, 0.9, 0.1))));
            Assert.Equal([$"dead units in layer {k}"], Labels(Dead(Except(k, 0.6, 0.1))));
            Assert.Equal([$"vanishing gradients in layer {k}"], Labels(Gradients(Except(k, 1e-4, 1), All(0.01))));
            Assert.Equal([$"exploding gradients in layer {k}"], Labels(Gradients(Except(k, 1e4, 1), All(0.01))));
            Assert.Equal([$"update ratio below 0.0001 in Linear.{k}"], Labels(Gradients(All(1), Except(k, 1e-5, 0.01))));
            Assert.Equal([$"update ratio above 0.1 in Linear.{k}"], Labels(Gradients(All(1), Except(k, 0.5, 0.01))));
        }
    }

    [Fact]
    public void All_layers_are_named_in_ranges()
    {
        double[] some = [0.9, 0.9, 0.1, 0.9, 0.1];
        Assert.Equal(["saturated layers 0–1, 3"], Labels(Flat(some)));
        Assert.Equal(["dead units in layers 0–1, 3"], Labels(Dead(some)));
        Assert.Equal(["vanishing gradients in layers 0–4"], Labels(Gradients(All(1e-4), All(0.01))));
        Assert.Equal(["update ratio above 0.1 in Linear.0–4"], Labels(Gradients(All(1), All(0.5))));
        Assert.Equal(["rank collapse in layers 0–1, 3"], Labels(Ranks([0.9, 0.9, 0.1, 0.9, 0.9])));
    }

    /// <summary>Not only those that are above at the step of the maximum.</summary>
    [Fact]
    public void Layers_that_are_above_at_any_recorded_step_are_named()
    {
        double[][] growing = [[0.9, 0, 0, 0, 0], [0, 0.9, 0, 0, 0], [0, 0, 0.9, 0, 0], [0, 0, 0.95, 0, 0]];
        Assert.Equal(["saturated layers 0–2"], Labels(Flat(growing)));
        Assert.Equal(["dead units in layers 0–2"], Labels(Dead(growing)));
        Assert.Equal(["rank collapse in layers 0, 3"], Labels(Ranks([[0.9, 0, 0, 0.9, 0], [0, 0, 0, 0.9, 0], [0, 0, 0, 0.9, 0], [0, 0, 0, 0.9, 0]])));
        var finding = Assert.Single(Of(Gradients([[1, 1, 1, 1, 1], [50, 1, 1, 1, 1], [1, 90, 1, 1, 1], [1, 1, 40, 1, 1]], All(0.01))));
        Assert.Equal("exploding gradients in layers 0–2", finding.Label);
        Assert.Equal("norm of Linear.1 90 at step 2, threshold 30", finding.Evidence);
    }

    /// <summary>A batch that finds many units off by chance is followed by others that do not.</summary>
    [Fact]
    public void What_does_not_last_is_no_fault()
    {
        foreach (var healthy in new[] { Steps / 2, Steps - 1 })
        {
            double[][] passing = [.. Enumerable.Range(0, Steps).Select(step => All(step == healthy ? 0.1 : 0.9))];
            Assert.Empty(Labels(Flat(passing)));
            Assert.Empty(Labels(Dead(passing)));
            Assert.Empty(Labels(Ranks(passing)));
        }

        double[][] late = [All(0.1), All(0.1), All(0.9), All(0.9)];
        Assert.Equal(["dead units in layers 0–4"], Labels(Dead(late)));
        Assert.Equal("fraction_dead of ReLU.0 at least 0.9 at steps 2–3, threshold 0.53", Assert.Single(Of(Dead(late))).Evidence);
    }

    [Fact]
    public void Rank_collapse_is_told_of_what_reaches_the_last_hidden_layer()
    {
        for (var k = 0; k < Layers - 1; k++)
            Assert.Equal([k == 3 ? "rank collapse in layer 3" : $"rank collapse in layers {k}–3"], Labels(Ranks([.. Enumerable.Range(0, Layers).Select(layer => layer < k ? 0.3 : 0.9)])));
        Assert.Empty(Labels(Ranks([0.9, 0.9, 0.9, 0.3, 0.9])));
        Assert.Empty(Labels(Ranks([0.3, 0.3, 0.3, 0.3, 0.9])));
    }

    [Fact]
    public void What_follows_from_a_finding_is_not_said_again()
    {
        Assert.Equal(["vanishing gradients in layers 0–4"], Labels(Gradients(All(1e-5), All(1e-7))));
        Assert.Equal(["exploding gradients in layers 0–4"], Labels(Gradients(All(1e5), All(10))));
        Assert.Equal(["dead units in layer 1"], Labels(Dead(Except(1, 1, 0)), Gradients(All(0), All(0)), Ranks([0.2, 0.3, 1, 1, 1])));
        Assert.Equal(["dead units in layer 1"], Labels(Dead(Except(1, 0.6, 0)), Ranks([0.2, 0.3, 0.7, 0.7, 1])));
        Assert.Equal(["dead units in layer 1", "rank collapse in layers 0–1"], Labels(Dead(Except(1, 0.6, 0)), Ranks([0.7, 0.7, 0.7, 0.7, 1])));
    }

    [Fact]
    public void Thresholds_are_not_crossed_by_being_reached()
    {
        var thresholds = new FindingThresholds { Saturated = 0.4, Dead = 0.4, RankCollapse = 0.4, Vanishing = 0.02, Exploding = 20 };
        Assert.Empty(Of(thresholds, s_usual, Flat(All(0.4)), Dead(All(0.4)), Ranks(All(0.4)), Gradients(Except(0, 0.02, 20), Except(0, thresholds.UpdateRatioLow, thresholds.UpdateRatioHigh))));
    }

    [Fact]
    public void What_is_not_a_number_is_beyond_no_threshold() => Assert.Empty(Labels(
        Flat(All(double.NaN)), Dead(All(double.NaN)), Ranks(All(double.NaN)), Gradients(All(double.NaN), All(double.NaN)), Gradients(All(double.PositiveInfinity), All(double.PositiveInfinity))));

    [Fact]
    public void A_gradient_of_exactly_zero_vanishes_unless_dead_units_explain_it()
    {
        Assert.Equal(["vanishing gradients in layers 0–4"], Labels(Gradients(All(0), All(0))));
        Assert.Equal(["vanishing gradients in layers 0–1"], Labels(Gradients([0, 1e-4, 1, 1, 1], [0, 0.01, 0.01, 0.01, 0.01])));
        Assert.Equal(["dead units in layer 1"], Labels(Dead(Except(1, 1, 0)), Gradients([0, 0, 1, 1, 1], [0, 0, 0.01, 0.01, 0.01])));
    }

    /// <summary>Whatever the activation and however few the examples: no chance gives weights of zero without a gradient.</summary>
    [Fact]
    public void A_layer_of_zeros_that_gets_no_gradient_is_dead()
    {
        var table = Table("update_ratio", "Linear", ["gradient_norm", "weight_norm", "ratio"], _ => Enumerable.Range(0, Layers).Select(layer => layer is 1 or 2 ? new[] { 0, 0, double.NaN } : [1, 1, 0.01]));
        foreach (var scale in new[] { s_usual, new RunScale(1, 1, 1, 27) { Models = Shipped.Parameters.Models } })
            Assert.Equal(["dead units in layers 1–2 (update_ratio: the weights and their gradients are 0 at every recorded step)"], Of(FindingThresholds.Default, scale, table).Select(finding => finding.ToString()));
        Assert.Empty(Labels(Table("update_ratio", "Linear", ["gradient_norm", "weight_norm", "ratio"], step => Enumerable.Range(0, Layers).Select(_ => new[] { 1, step, 0.01 }))));
    }

    /// <summary>A network that has learnt its few examples by heart has small gradients because its loss is small.</summary>
    [Fact]
    public void Gradients_are_measured_against_the_loss()
    {
        Assert.Empty(Of([1e-4f, 1e-4f, 1e-4f, 1e-4f], FindingThresholds.Default, s_usual, Gradients(All(1e-4), All(0.01))));
        Assert.Single(Of(Gradients(All(1e-4), All(0.01))));
    }

    [Fact]
    public void Units_that_are_off_by_nature_are_not_dead_or_saturated() =>
        Assert.Empty(Labels(
            Rows("saturation", "ReLU", "fraction_flat", Same(All(0.9))), Rows("dead_units", "Tanh", "fraction_dead", Same(All(0.9))), Rows("dead_units", "GELU", "fraction_dead", Same(All(0.9)))));

    [Fact]
    public void What_was_not_recorded_is_told_with_its_handler()
    {
        Assert.Equal("", FindingKinds.NotRecordedText(["fraction_flat", "fraction_dead", "ratio", "gradient_norm", "sigma1"]));
        Assert.Equal(
            "Not recorded, so it cannot be judged: saturated layer (handler saturation); rank collapse (handler rank_collapse).",
            FindingKinds.NotRecordedText(["fraction_dead", "ratio", "gradient_norm"]));
        Assert.Equal(
            ["saturation", "dead_units", "update_ratio", "rank_collapse"], FindingKinds.NotRecorded([]).Select(missing => missing.Handler));
        Assert.Equal(FindingKinds.All.Skip(5), FindingKinds.NotRecorded([]).SelectMany(missing => missing.Kinds));
    }

    [Fact]
    public void Two_tables_of_a_kind_are_judged_alone_and_named()
    {
        var strict = Rows("dead_units", "ReLU", "fraction_dead", Same(Except(2, 0.97, 0.1)), "mostly_off", ("fraction", 0.5));
        Assert.Equal(
            ["dead units in layer 1 (dead_units: fraction_dead of ReLU.1 at least 0.6 at steps 2–3, threshold 0.53)", "dead units in layer 2 (mostly_off: fraction_dead of ReLU.2 at least 0.97 at steps 2–3, threshold 0.742)"],
            Of(Dead(Except(1, 0.6, 0.1)), strict).Select(finding => finding.ToString()));

        // tanh's derivative is nowhere above 1: with this threshold every network is flat everywhere.
        var everywhere = Rows("saturation", "Tanh", "fraction_flat", Same(All(1)), "sat_hi", ("derivative", 1.05));
        Assert.Equal(["saturation"], Of(Flat(Except(1, 0.9, 0.1)), everywhere).Select(finding => finding.Table));
        Assert.Empty(Of(everywhere));

        // So is every unit off whose outputs are compared with 1,000.
        Assert.Empty(Of(Rows("dead_units", "ReLU", "fraction_dead", Same(All(1)), "d2", ("below", 1000.0))));
    }

    /// <summary>With few examples or units, chance gives what a fault would: σ₁/Σσ of one example is 1, and one example finds half of all units off.</summary>
    [Fact]
    public void Nothing_is_said_of_layers_with_too_few_examples_or_units()
    {
        HandlerTable[] worst = [Flat(All(1)), Dead(All(1)), Ranks(All(1)), Gradients(All(1e-9), All(0.01)), Gradients(All(1e9), All(0.01))];
        foreach (var scale in new[] { s_usual with { Examples = 7 }, s_usual with { Units = 7 }, s_usual with { Examples = 1, Units = 1 } })
            Assert.Empty(worst.SelectMany(table => Of(FindingThresholds.Default, scale, table)));
        Assert.Equal(4, worst.Sum(table => Of(FindingThresholds.Default, s_usual with { Examples = 8, Units = 8 }, table).Count));
        Assert.Empty(Of(FindingThresholds.Default, s_usual with { Examples = 15 }, Ranks(All(1))));
        Assert.Single(Of(FindingThresholds.Default, s_usual with { Examples = 16, Units = 16 }, Ranks(All(1))));
    }

    [Fact]
    public void A_threshold_that_is_set_is_compared_with_as_it_is()
    {
        var thresholds = new FindingThresholds { Saturated = 0.2, Dead = 0.2, RankCollapse = 0.2, Vanishing = 2, Exploding = 3 };
        var tiny = new RunScale(1, 1, 1, 27) { Models = Shipped.Parameters.Models };
        Assert.Equal(
            ["saturated layers 0–4", "dead units in layers 0–4", "vanishing gradients in layers 0–4", "exploding gradients in layers 0–4"],
            new[] { Flat(All(0.3)), Dead(All(0.3)), Gradients(All(1), All(0.01)), Gradients(All(4), All(0.01)) }.SelectMany(table => Of(thresholds, tiny, table)).Select(finding => finding.Label));
        Assert.Equal(["rank collapse in layers 0–3"], Of(thresholds, tiny, Ranks(All(0.3))).Select(finding => finding.Label));
    }

    private static double[] All(double value) => [.. Enumerable.Repeat(value, Layers)];

    private static double[] Except(int layer, double value, double others) => [.. Enumerable.Range(0, Layers).Select(i => i == layer ? value : others)];

    private static double[][] Same(double[] values) => [.. Enumerable.Repeat(values, Steps)];

    private static IEnumerable<string> Labels(params HandlerTable[] tables) => Of(tables).Select(finding => finding.Label);

    private static IReadOnlyList<Finding> Of(params HandlerTable[] tables) => Of(FindingThresholds.Default, s_usual, tables);

    private static IReadOnlyList<Finding> Of(FindingThresholds thresholds, RunScale scale, params HandlerTable[] tables) => Of([3f, 3f, 3f, 3f], thresholds, scale, tables);

    private static IReadOnlyList<Finding> Of(float[] losses, FindingThresholds thresholds, RunScale scale, params HandlerTable[] tables)
    {
        var outcome = new RunOutcome { Run = "0123456789abcdef", Parameters = Shipped.NoValues, Status = RunStatus.Completed, Losses = new LossFigures(3.3, 3.2958, 3, 2.7, -0.3) { Chance = 2.8 } };
        return FindingRules.Of(new RunRecord(outcome, losses, [.. tables.Select(table => table.Rows)]), tables, scale, thresholds);
    }

    private static HandlerTable Flat(double[] values) => Flat(Same(values));

    private static HandlerTable Flat(double[][] steps) => Rows("saturation", "Tanh", "fraction_flat", steps);

    private static HandlerTable Dead(double[] values) => Dead(Same(values));

    private static HandlerTable Dead(double[][] steps) => Rows("dead_units", "ReLU", "fraction_dead", steps);

    private static HandlerTable Ranks(double[] ratios) => Ranks(Same(ratios));

    private static HandlerTable Ranks(double[][] steps) => Rows("rank_collapse", "Linear", "ratio", steps);

    private static HandlerTable Gradients(double[] norms, double[] ratios) => Gradients(Same(norms), ratios);

    private static HandlerTable Gradients(double[][] norms, double[] ratios) =>
        Table("update_ratio", "Linear", ["gradient_norm", "ratio", "weight_norm"], step => norms[step].Select((norm, layer) => new[] { norm, ratios[layer], 1 }));

    private static HandlerTable Rows(string kind, string module, string column, double[][] steps, string? name = null, params (string Name, object Value)[] options) =>
        Table(kind, module, [column], step => steps[step].Select(value => new[] { value }), name, options);

    private static HandlerTable Table(string kind, string module, string[] columns, Func<int, IEnumerable<double[]>> layers, string? name = null, params (string Name, object Value)[] options) => HandlerTables.Of(
        kind, Enumerable.Range(0, Steps).SelectMany(step => layers(step).Select((values, layer) => (step, $"{module}.{layer}", "output", values))), columns, name, options);
}
