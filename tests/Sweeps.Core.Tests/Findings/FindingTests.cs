using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Definitions;

namespace Sweeps.Core.Tests.Findings;

/// <summary>Faults are planted in small networks that are then really trained; exactly the label is said, and nothing of healthy ones.</summary>
public sealed class FindingTests
{
    [Theory]
    [InlineData("activation: relu, depth: 2", "lr: 0.1")]
    [InlineData("activation: relu, depth: 2, norm: layer", "lr: 0.1")]
    [InlineData("activation: tanh, depth: 2", "lr: 0.1")]
    [InlineData("activation: selu, depth: 4, norm: batch", "lr: 0.1")]
    [InlineData("activation: gelu, depth: 6", "lr: 0.2")]
    [InlineData("residual: pre_activation, depth: 4", "lr: 0.2")]
    public void Nothing_is_said_of_healthy_runs(string model, string train) => Assert.Empty(Find(model, train).Findings);

    [Fact]
    public void Dead_units_in_several_layers_are_told_of_each_and_not_as_rank_collapse()
    {
        var run = Find("activation: relu, depth: 2", "lr: 2");
        Assert.Equal(["dead units in layers 1–2"], OfLayers(run).Select(finding => finding.Label));
        var ranks = run.Record.Tables.Single(table => table.Schema.IndexOf("sigma1") >= 0).Column<double>("ratio").Values;
        Assert.True(ranks[^2] > 0.5, "The rank has collapsed behind them.");
    }

    /// <summary>The label of what is planted, up to the last layer it holds of where that is chance, and the settings that plant it.</summary>
    [Theory]
    [InlineData("initial loss far above ln V", "activation: relu, depth: 1, init: { overrides: { logits: { weight_scale: 6 } } }", "lr: 0.01, steps: 60")]
    [InlineData("saturated layer 0", "activation: tanh, depth: 0, init: { overrides: { hidden: { weight_scale: 5 } } }", "lr: 0.1, steps: 60")]
    [InlineData("dead units in layer 0", "activation: relu, depth: 0, width: 100", "lr: 2.5")]
    [InlineData("dead units in layer 1", "activation: relu, depth: 1", "lr: 2")]
    [InlineData("dead units in layer 1", "activation: relu, depth: 1, width: 100", "lr: 1.5")]
    [InlineData("vanishing gradients in layers 0–3", "activation: tanh, depth: 3, init: { gain: 0.1 }", "lr: 0.1, steps: 100")]
    [InlineData("vanishing gradients in layers 0–3", "activation: selu, depth: 3, init: { gain: 0.1 }", "lr: 0.1, steps: 100")]
    [InlineData("vanishing gradients in layers 0–", "activation: relu, depth: 8, init: { gain: 0.3 }", "lr: 0.1")]
    [InlineData("vanishing gradients in layers 0–", "activation: gelu, depth: 4, init: { gain: 0.3 }", "lr: 0.1, steps: 300")]
    [InlineData("exploding gradients in layers 0–", "activation: relu, depth: 30, norm: batch, normalize_logits: false, init: { gain: 0.5 }", "lr: 0.001, steps: 60")]
    [InlineData("exploding gradients in layers 0–2", "activation: relu, depth: 1, norm: batch, init: { gain: 0.01 }", "lr: 1, steps: 100")]
    [InlineData("update ratio below 0.0001 in Embedding.0, Linear.0–2", "activation: relu, depth: 1", "lr: 0.0001, steps: 60")]
    [InlineData("update ratio above 0.1 in Linear.0–1", "activation: tanh, depth: 0, init: { gain: 0.1 }", "lr: 1, steps: 100")]
    [InlineData("update ratio above 0.1 in Linear.0–2", "activation: tanh, depth: 1, init: { gain: 0.5 }", "lr: 2, steps: 100")]
    [InlineData("rank collapse in layers ", "activation: tanh, depth: 14, init: { gain: 1 }", "lr: 0.1, steps: 100")]
    public void A_planted_fault_gets_its_label_and_no_other(string label, string model, string train) =>
        Assert.StartsWith(label, Assert.Single(OfLayers(Find(model, train))).Label, StringComparison.Ordinal);

    /// <summary>ReLU's units are off; other activations give the same for every example.</summary>
    [Theory]
    [InlineData("relu", new[] { "dead_units", "update_ratio" })]
    [InlineData("tanh", new[] { "update_ratio" })]
    [InlineData("selu", new[] { "update_ratio" })]
    [InlineData("gelu", new[] { "update_ratio" })]
    public void Layers_of_zeros_are_dead_in_every_table_that_shows_it(string activation, string[] tables)
    {
        var run = Find($"activation: {activation}, depth: 2, init: {{ overrides: {{ hidden: {{ weight_scale: 0 }} }} }}", "lr: 0.1, steps: 100");
        Assert.All(OfLayers(run), finding => Assert.Equal("dead units in layers 0–2", finding.Label));
        Assert.Equal(tables, OfLayers(run).Select(finding => finding.Table));
    }

    [Fact]
    public void A_diverged_run_says_at_which_step()
    {
        var run = Find("activation: selu, depth: 6", "lr: 60, steps: 200");
        var diverged = run.Record.Outcome.DivergedAt!.Value;
        Assert.Equal($"diverged at step {diverged}", run.Findings[0].Label);
        Assert.False(float.IsFinite(run.Record.Losses.Span[diverged]));
        Assert.True(float.IsFinite(run.Record.Losses.Span[diverged - 1]));
    }

    [Fact]
    public void Thresholds_decide_and_the_numbers_are_told()
    {
        var run = Find("activation: relu, depth: 2", "lr: 0.1");
        var finding = FindingRules.Of(run.Record, run.Tables, RunScale.Of(run.Cell), new FindingThresholds { RankCollapse = 0.01 }).Single();
        Assert.Equal("rank collapse in layers 0–2", finding.Label);
        Assert.Equal("rank_collapse", finding.Table);
        Assert.Matches(@"^ratio of Linear\.[0-2] at least 0\.\d+ at steps 150–299, threshold 0\.01$", finding.Evidence);
        Assert.Equal(["rank collapse"], Finding.KindsIn(Finding.Text([finding])));
        Assert.Null(Finding.Text([]));
    }

    [Fact]
    public void Thresholds_can_be_written()
    {
        var definition = FindingRuns.Read("name: t\nfindings: { dead: 0.1, rank_collapse: 0.5 }\n").Definition!;
        Assert.Equal(new FindingThresholds { Dead = 0.1, RankCollapse = 0.5 }, definition.Findings);
        var error = Assert.Single(FindingRuns.Read("name: t\nfindings: { ded: 0.1 }\n").Errors);
        Assert.Contains("dead", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Whoever writes 0.5 means 0.5, and is not told what the rule that knows chance says.</summary>
    [Fact]
    public void A_threshold_that_is_set_to_a_usual_value_is_another_than_none() =>
        Assert.NotEqual(FindingRules.Signature(FindingThresholds.Default), FindingRules.Signature(new FindingThresholds { Dead = 0.5 }));

    /// <summary>Some do not train in these few steps, which is said of them, too.</summary>
    private static IEnumerable<Finding> OfLayers(FindingRun run) => run.Findings.Where(finding => finding.Kind is not FindingKinds.AboveChance and not FindingKinds.NotImproved);

    private static FindingRun Find(string model, string train) => FindingRuns.Of($$"""
        name: planted
        dataset: { split: { train: 0.3 } }
        model: { {{model}} }
        train: { {{(train.Contains("steps", StringComparison.Ordinal) ? train : train + ", steps: 300")}} }
        handlers:
          - dead_units: { every: 10, at: [-1] }
          - saturation: { every: 10, at: [-1] }
          - update_ratio: { every: 10, at: [-1] }
          - rank_collapse: { every: 10, at: [-1] }
        """).Single();

    [Fact]
    public void A_text_without_its_numbers_has_the_same_kinds()
    {
        var texts = new FindingsByKind();
        foreach (var kind in FindingKinds.All)
            Assert.Equal(Finding.KindsIn($"{kind} in layers 3–5 (loss_end 3.25)"), Finding.KindsIn(texts.Of($"{kind} in layers 3–5 (loss_end 3.25)")));
        var all = string.Join("; ", FindingKinds.All.Reverse().Select(kind => $"{kind} (0.5)"));
        Assert.Equal(FindingKinds.All, Finding.KindsIn(texts.Of(all)));
        Assert.Same(texts.Of($"{FindingKinds.All[0]} (1)"), texts.Of($"{FindingKinds.All[0]} (2)"));
        Assert.Empty(Finding.KindsIn(texts.Of("a finding of a later version (1)")));
    }
}
