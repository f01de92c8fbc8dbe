using System.Text;
using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Tests.Definitions;
using Sweeps.Core.Tests.Findings;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

/// <summary>Values of measures that a definition adds, over losses and rows that are written down here; each expected value is worked out by hand.</summary>
public sealed class DefinedMeasureTests
{
    private static readonly float[] s_losses = [4, 3, 2.5f, 2, 1.5f];

    /// <summary>Steps 0, 2 and 4; layers 0 to 2 of ReLU, and one Tanh.</summary>
    private static readonly HandlerTable s_dead = HandlerTables.Of(
        "dead_units",
        [
            Row(0, "ReLU.0", 0.0), Row(0, "ReLU.1", 0.25), Row(0, "ReLU.2", 0.5), Row(0, "Tanh.0", 1),
            Row(2, "ReLU.0", 0.125), Row(2, "ReLU.1", 0.5), Row(2, "ReLU.2", 0.25), Row(2, "Tanh.0", 1),
            Row(4, "ReLU.0", 0.5), Row(4, "ReLU.1", 0.25), Row(4, "ReLU.2", 0.75), Row(4, "Tanh.0", 1),
        ],
        ["fraction_dead"]);

    [Theory]
    [InlineData("{ of: loss }", 1.5)]
    [InlineData("{ of: loss, take: first }", 4.0)]
    [InlineData("{ of: loss, take: mean }", 13.0 / 5)]
    [InlineData("{ of: loss, take: min }", 1.5)]
    [InlineData("{ of: loss, take: max }", 4.0)]
    [InlineData("{ of: loss, take: { at: 2 } }", 2.5)]
    [InlineData("{ of: loss, take: { at: 5 } }", null)]
    [InlineData("{ of: loss, take: { mean_first: 2 } }", 3.5)]
    [InlineData("{ of: loss, take: { mean_last: 2 } }", 1.75)]
    [InlineData("{ of: loss, take: { mean_last: 100 } }", 13.0 / 5)]
    [InlineData("{ of: dead_units.fraction_dead }", (0.5 + 0.25 + 0.75 + 1) / 4)]
    [InlineData("{ of: dead_units.fraction_dead, over_layers: max, modules: ReLU.* }", 0.75)]
    [InlineData("{ of: dead_units.fraction_dead, over_layers: max, modules: ReLU.*, take: first }", 0.5)]
    [InlineData("{ of: dead_units.fraction_dead, over_layers: min, modules: ReLU.*, take: mean }", (0 + 0.125 + 0.25) / 3)]
    [InlineData("{ of: dead_units.fraction_dead, over_layers: sum, modules: ReLU.*, take: max }", 1.5)]
    [InlineData("{ of: dead_units.fraction_dead, over_layers: first, take: min }", 0.0)]
    [InlineData("{ of: dead_units.fraction_dead, over_layers: last }", 1.0)]
    [InlineData("{ of: dead_units.fraction_dead, modules: ReLU.*, layers: [1, -1] }", (0.25 + 0.75) / 2)]
    [InlineData("{ of: dead_units.fraction_dead, modules: ReLU.*, layers: -2, take: { at: 2 } }", 0.5)]
    [InlineData("{ of: dead_units.fraction_dead, modules: [ReLU.0, Tanh.0], take: { mean_first: 3 } }", ((0.0 + 1) / 2 + (0.125 + 1) / 2) / 2)]
    [InlineData("{ of: dead_units.fraction_dead, take: { at: 1 } }", null)]
    [InlineData("{ of: dead_units.fraction_dead, tensor: gradient }", null)]
    [InlineData("{ of: dead_units.fraction_dead, modules: GELU.* }", null)]
    [InlineData("{ of: dead_units.fraction_dead, take: { mean_last: 1 }, modules: '*.0' }", (0.5 + 1) / 2)]
    [InlineData("{ ratio: [loss_end, loss_start] }", 0.5)]
    [InlineData("{ difference: [loss_end, 0.5] }", 1.5)]
    [InlineData("{ ratio: [loss_end, 0] }", null)]
    [InlineData("{ ratio: [loss_valid, 2] }", null)]
    public void Numbers_are_what_they_say(string measure, double? expected) => Assert.Equal(expected, Of(Outcome(), measure));

    [Theory]
    [InlineData("{ less: [loss_end, loss_start] }", true)]
    [InlineData("{ less: [loss_end, 2] }", false)]
    [InlineData("{ at_most: [loss_end, 2] }", true)]
    [InlineData("{ greater: [loss_start, 4] }", false)]
    [InlineData("{ at_least: [loss_start, 4] }", true)]
    [InlineData("{ less: [loss_valid, loss_end] }", null)]
    public void Comparisons_give_flags(string measure, bool? expected) => Assert.Equal(expected, Of(Outcome(), measure));

    [Fact]
    public void A_measure_can_be_made_of_those_above_it()
    {
        var statistics = All(Outcome(), "early: { of: loss, take: { mean_first: 2 } }, late: { of: loss, take: last }, drop: { difference: [early, late] }, halved: { at_most: [late, drop] }");
        Assert.Equal((3.5, 1.5, 2.0, true), (statistics["early"], statistics["late"], statistics["drop"], statistics["halved"]));
        Assert.Equal(["early", "late", "drop", "halved"], statistics.OfDefinition.Select(value => value.Key));
    }

    /// <summary>As <c>loss_end</c> is null for a run that diverged.</summary>
    [Fact]
    public void A_number_that_is_not_finite_makes_no_measure()
    {
        float[] losses = [2, 1, float.NaN];
        Assert.Null(Of(Outcome(), "{ of: loss }", losses));
        Assert.Null(Of(Outcome(), "{ of: loss, take: min }", losses));
        Assert.Equal(1.5, Of(Outcome(), "{ of: loss, take: { mean_first: 2 } }", losses));
    }

    /// <summary>4, 3, 2.5, 2: the fourth is half the first.</summary>
    [Fact]
    public void A_plugins_measure_has_the_name_that_the_definition_gives_it()
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "Sweeps.Samples.SignFlips.dll");
        var yaml = Encoding.UTF8.GetBytes("name: x\nmeasures: { halved: { kind: steps_to_half }, late: { greater: [halved, 2] } }\n");
        var measures = DefinitionReader.Read(yaml, "d.yaml", Path.GetTempPath(), Reader.Context with { Catalogue = Reader.Context.Catalogue.With([sample]) }).Definition!.Measures;
        Assert.Equal(("halved", "steps", MeasureDirection.Lower, "kind steps_to_half 1"), (measures[0].Name, measures[0].Measure.Unit, measures[0].Measure.Better, measures[0].Signature));
        var statistics = RunStatistics.Of(new MeasuredRun(Outcome(), s_losses, []), measures);
        Assert.Equal((3.0, true), (statistics["halved"], statistics["late"]));
    }

    [Fact]
    public void A_run_that_failed_has_none() => Assert.Null(Of(Outcome() with { Status = RunStatus.Failed }, "{ of: loss, take: first }"));

    private static (int, string, string, double[]) Row(int step, string module, double value) => (step, module, "output", [value]);

    private static RunOutcome Outcome() => new() { Run = "0123456789abcdef", Parameters = Shipped.NoValues, Status = RunStatus.Completed, Losses = new LossFigures(4, 3.3, 4, 2, -2) };

    private static object? Of(RunOutcome outcome, string measure, float[]? losses = null) => All(outcome, $"m: {measure}", losses)["m"];

    private static RunStatistics All(RunOutcome outcome, string measures, float[]? losses = null)
    {
        var yaml = Encoding.UTF8.GetBytes($"name: x\nhandlers: [ dead_units ]\nmeasures: {{ {measures} }}\n");
        var result = DefinitionReader.Read(yaml, "d.yaml", Path.GetTempPath(), Reader.WithHandlers);
        Assert.Empty(result.Errors);
        return RunStatistics.Of(new MeasuredRun(outcome, losses ?? s_losses, [MeasuredTable.Of(s_dead)]), result.Definition!.Measures);
    }
}
