using Sweeps.Core.Tests.Definitions;

namespace Sweeps.Core.Tests.Plans;

/// <summary>What a valid definition says without effect is told, and what has one is not.</summary>
public sealed class WarningTests
{
    [Theory]
    [InlineData("grid: { lr: [0.1, 0.2] }\nexclude: [ { lr: 0.3 } ]", "d.yaml:3:12: this entry of exclude takes out no cell: none has lr 0.3")]
    [InlineData("grid: { lr: [0.1, 0.2] }\nexclude: [ { lr: 0.1 }, { activation: tanh, lr: 0.2 } ]", "d.yaml:3:25: this entry of exclude takes out no cell: none has activation tanh")]
    [InlineData("zip: [ { lr: [0.1, 0.2], depth: [1, 2] } ]\nexclude: [ { lr: 0.1, depth: 2 } ]", "d.yaml:3:12: this entry of exclude takes out no cell: each of its values occurs, but no cell has all of them")]
    [InlineData("grid: { gain: [1, 2] }\nexclude: [ { gain: auto } ]", "d.yaml:3:12: this entry of exclude takes out no cell: none has gain auto")]
    [InlineData("where: depth < 100", "d.yaml:2:8: this condition takes out no cell: it holds for all of them")]
    [InlineData("where: true", "d.yaml:2:8: this condition takes out no cell")]
    [InlineData("zip: [ { lr: [0.1, 0.2] } ]", "d.yaml:2:8: this entry of zip has one parameter, and nothing advances with lr")]
    [InlineData("zip: [ { lr: [0.1], depth: [1] } ]", "d.yaml:2:8: this entry of zip has one value for each parameter, and so nothing advances")]
    [InlineData("model: { batch_norm: { eps: 0.1 } }", "d.yaml:2:29: bn_eps is without effect where norm is not batch, as in every cell here")]
    [InlineData("model: { residual: pre_activation, activation: tanh }", "d.yaml:2:48: activation is without effect in residual networks, whose blocks have ReLU, as in every cell here")]
    [InlineData("model: { init: { scheme: normal, gain: 2 } }", "d.yaml:2:40: gain is without effect where no layer takes it")]
    [InlineData("model: { normalize_logits: true }", "d.yaml:2:28: normalize_logits is without effect where norm is none")]
    [InlineData("train: { steps: 10 }\nhandlers: [ rank_collapse: { at: [10, -11] } ]", "d.yaml:3:13: rank_collapse never looks: the longest run has the steps 0 to 9")]
    [InlineData("grid: { lr: [0.1] }\nreport: { detail: [ { lr: 0.3 } ] }", "d.yaml:3:21: this entry of report.detail shows no run: none has lr 0.3")]
    public void Tells_what_does_nothing(string yaml, string start)
    {
        var warning = Assert.Single(Reader.Plan($"name: x\n{yaml}").Warnings).ToString();
        Assert.StartsWith(start, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grid: { lr: [0.1, 0.2] }\nexclude: [ { lr: 0.1 } ]\nwhere: lr < 1 and depth == 6 and lr != 0.1")]
    [InlineData("grid: { lr: [0.1, 0.2] }\nexclude: [ { lr: 0.1 }, { lr: 0.1, depth: 6 } ]")] // both match, though the first alone would do
    [InlineData("grid: { lr: [0.1, 0.2] }\ninclude: [ { norm: batch, bn_eps: 0.1, lr: 0.5 } ]\nexclude: [ { norm: none, lr: 0.2 } ]\nzip: [ { depth: [1, 2], width: [3, 4] } ]")]
    [InlineData("model: { batch_norm: { eps: 1e-5 }, normalize_logits: auto, residual: pre_activation, activation: relu }\ntrain: { schedule: constant }")] // written as it is anyway
    [InlineData("model: { norm: batch, batch_norm: { eps: 0.1 }, init: { gain: 2 } }")]
    [InlineData("grid: { steps: [10, 20] }\nhandlers: [ rank_collapse: { at: 15 }, percentiles: { at: 50 } ]")]
    [InlineData("grid: { lr: [0.1] }\nreport: { detail: [ { lr: 0.1 } ] }")]
    public void Says_nothing_of_what_does_something(string yaml) =>
        Assert.Equal([], Reader.Plan($"name: x\n{yaml}").Warnings.Select(warning => warning.ToString()));

    [Fact]
    public void Warnings_stand_by_place()
    {
        var plan = Reader.Plan("name: x\nmodel: { batch_norm: { eps: 0.1 } }\ngrid: { lr: [0.1] }\nexclude: [ { lr: 1 }, { lr: 2 } ]\nwhere: lr < 1");
        Assert.Equal([(2, 29), (4, 12), (4, 23), (5, 8)], plan.Warnings.Select(warning => (warning.Place.Line, warning.Place.Column)));
    }

    /// <summary>The shipped experiments say nothing in vain.</summary>
    [Fact]
    public void Shipped_experiments_have_no_warnings()
    {
        var context = Reader.WithHandlers;
        foreach (var path in ShippedExperiments.Paths)
            if (Sweeps.Core.Plans.PlanReader.Read(path, context).Plan is { } plan)
                Assert.Equal([], plan.Warnings.Select(warning => warning.ToString()));
    }
}
