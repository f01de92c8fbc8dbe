using Sweeps.Core.Data;
using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Plans;
using Sweeps.Core.Results;
using Sweeps.Core.Results.Findings;
using Sweeps.Core.Tests.Definitions;
using Sweeps.Engine.Training;

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
    public void Nothing_is_said_of_healthy_runs(string model, string train) => Assert.Empty(Kinds(Find(model, train)));

    [Fact]
    public void Dead_units_in_several_layers_are_told_of_each_and_not_as_rank_collapse()
    {
        var (findings, record) = Find("activation: relu, depth: 2", "lr: 2");
        Assert.Equal(["dead units in layer 1", "dead units in layer 2"], findings.Select(finding => finding.Label));
        var ranks = record.Tables.Single(table => table.Schema.IndexOf("sigma1") >= 0).Column<double>("ratio").Values;
        Assert.True(ranks[^2] > FindingThresholds.Default.RankCollapse, "The rank has collapsed behind them.");
    }

    /// <summary>The label of what is planted, up to the last layer it holds of where that is chance, and the settings that plant it.</summary>
    [Theory]
    [InlineData("initial loss far above ln V", "activation: relu, depth: 1, init: { overrides: { logits: { weight_scale: 6 } } }", "lr: 0.01, steps: 60")]
    [InlineData("saturated layer 0", "activation: tanh, depth: 0, init: { overrides: { hidden: { weight_scale: 5 } } }", "lr: 0.1, steps: 60")]
    [InlineData("dead units in layer 0", "activation: relu, depth: 0, width: 100", "lr: 2")]
    [InlineData("dead units in layer 1", "activation: relu, depth: 1", "lr: 2")]
    [InlineData("dead units in layer 1", "activation: relu, depth: 1, width: 100", "lr: 1.5")]
    [InlineData("vanishing gradients in layers 0–3", "activation: tanh, depth: 3, init: { gain: 0.1 }", "lr: 0.1, steps: 100")]
    [InlineData("vanishing gradients in layers 0–3", "activation: selu, depth: 3, init: { gain: 0.1 }", "lr: 0.1, steps: 100")]
    [InlineData("vanishing gradients in layers 0–", "activation: relu, depth: 8, init: { gain: 0.3 }", "lr: 0.1")]
    [InlineData("vanishing gradients in layers 0–", "activation: gelu, depth: 4, init: { gain: 0.3 }", "lr: 0.1, steps: 300")]
    [InlineData("exploding gradients in layers 0–", "activation: relu, depth: 30, norm: batch, normalize_logits: false, init: { gain: 0.5 }", "lr: 0.001, steps: 60")]
    [InlineData("exploding gradients in layers 0–2", "activation: relu, depth: 1, norm: batch, init: { gain: 0.01 }", "lr: 1, steps: 100")]
    [InlineData("update ratio below 0.0001 in Embedding.0, Linear.0, Linear.1, Linear.2", "activation: relu, depth: 1", "lr: 0.0001, steps: 60")]
    [InlineData("update ratio above 0.1 in Linear.0, Linear.1", "activation: tanh, depth: 0, init: { gain: 0.1 }", "lr: 1, steps: 100")]
    [InlineData("update ratio above 0.1 in Linear.0, Linear.1, Linear.2", "activation: tanh, depth: 1, init: { gain: 0.5 }", "lr: 2, steps: 100")]
    [InlineData("rank collapse from layer 1", "activation: tanh, depth: 14, init: { gain: 1 }", "lr: 0.1, steps: 100")]
    public void A_planted_fault_gets_its_label_and_no_other(string label, string model, string train)
    {
        // Some do not train in these few steps, which is said of them, too.
        var findings = Find(model, train).Findings.Where(finding => finding.Kind is not FindingKinds.AboveChance);

        Assert.StartsWith(label, Assert.Single(findings).Label, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diverged_run_says_at_which_step()
    {
        var (findings, record) = Find("activation: selu, depth: 6", "lr: 60, steps: 200");
        Assert.NotNull(record.Outcome.DivergedAt);
        Assert.Equal($"diverged at step {record.Outcome.DivergedAt}", findings[0].Label);
        Assert.False(float.IsFinite(record.Losses.Span[record.Outcome.DivergedAt.Value]));
        Assert.True(float.IsFinite(record.Losses.Span[record.Outcome.DivergedAt.Value - 1]));
    }

    [Fact]
    public void Thresholds_decide_and_the_numbers_are_told()
    {
        var (_, record) = Find("activation: relu, depth: 2", "lr: 0.1");
        var finding = FindingRules.Of(record, new FindingThresholds { RankCollapse = 0.01 }).Single();
        Assert.Equal("rank collapse from layer 0", finding.Label);
        Assert.Matches(@"^σ₁/Σσ 0\.\d+ > 0\.01 at step 299$", finding.Evidence);
        Assert.Equal(["rank collapse"], Finding.KindsIn(Finding.Text([finding])));
        Assert.Null(Finding.Text([]));
    }

    [Fact]
    public void Thresholds_can_be_written()
    {
        var definition = Definition("name: t\nfindings: { dead: 0.1, rank_collapse: 0.5 }\n").Definition!;
        Assert.Equal(new FindingThresholds { Dead = 0.1, RankCollapse = 0.5 }, definition.Findings);
        var error = Assert.Single(Definition("name: t\nfindings: { ded: 0.1 }\n").Errors);
        Assert.Contains("dead", error.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Kinds((IReadOnlyList<Finding> Findings, RunRecord Record) found) => found.Findings.Select(finding => finding.Kind).Distinct();

    private static (IReadOnlyList<Finding> Findings, RunRecord Record) Find(string model, string train)
    {
        var result = Definition($$"""
            name: planted
            dataset: { split: { train: 0.3 } }
            model: { {{model}} }
            train: { {{(train.Contains("steps", StringComparison.Ordinal) ? train : train + ", steps: 300")}} }
            handlers:
              - dead_units: { every: 10, at: [-1] }
              - saturation: { every: 10, at: [-1] }
              - update_ratio: { every: 10, at: [-1] }
              - rank_collapse: { every: 10, at: [-1] }
            """);
        Assert.Empty(result.Errors);
        var plan = PlanReader.Plan(result, Reader.Arithmetic).Plan!;
        var cell = plan.Cells().Single();
        var data = plan.DataOf(cell);
        var tap = new HandlerTap(plan.Definition.Handlers, cell.Settings.Training.Steps);
        using var run = new TrainingEngine().Start(cell.Settings, data, tap);
        run.Advance(cell.Settings.Training.Steps);
        var outcome = new RunOutcome
        {
            Run = cell.Run,
            Status = run.DivergedAt is null ? RunStatus.Completed : RunStatus.Diverged,
            DivergedAt = run.DivergedAt,
            Parameters = cell.Parameters,
            Losses = LossFigures.Of(run.Losses, cell.Settings.Training.Steps, Math.Log(data.Symbols), new ChanceLevel().Of(data)),
        };
        var record = new RunRecord(outcome, run.Losses.ToArray(), [.. tap.Tables.Select(table => table.Rows)]);
        return (FindingRules.Of(record, plan.Definition.Findings), record);
    }

    private static DefinitionResult Definition(string yaml) => DefinitionReader.Read(
        System.Text.Encoding.UTF8.GetBytes(yaml), "d.yaml", ".", Reader.Context with { HandlerKinds = HandlerCatalogue.Shipped.Kinds });
}
