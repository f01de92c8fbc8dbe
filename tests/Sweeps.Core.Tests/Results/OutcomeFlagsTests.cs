using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Definitions;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Tests.Running;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

/// <summary>A completed run that did not train says so, at every border.</summary>
public sealed class OutcomeFlagsTests
{
    private const double Chance = 2.5;

    [Theory]
    [InlineData(3.0, 2.4, false, false, false, "")]
    [InlineData(3.0, 2.5, false, false, false, "")]
    [InlineData(3.0, 2.5000000000000004, true, false, false, "ended above chance (loss_end 2.5 > loss_chance 2.5)")]
    [InlineData(2.0, 2.0, false, false, true, "did not improve (loss_end 2 ≥ loss_start 2)")]
    [InlineData(1.5, 2.0, false, false, true, "did not improve (loss_end 2 ≥ loss_start 1.5)")]
    [InlineData(30.0, 25.0, true, false, false, "ended above chance (loss_end 25 > loss_chance 2.5)")]
    [InlineData(30.0, 25.000000000000004, true, true, false, "exploded (loss_end 25 > 10 × loss_chance 2.5); ended above chance (loss_end 25 > loss_chance 2.5)")]
    [InlineData(
        3.0, 1.234567e16, true, true, true,
        "exploded (loss_end 1.23457E+16 > 10 × loss_chance 2.5); ended above chance (loss_end 1.23457E+16 > loss_chance 2.5); did not improve (loss_end 1.23457E+16 ≥ loss_start 3)")]
    public void Flags_and_findings_are_exactly_the_conditions(double start, double end, bool aboveChance, bool exploded, bool notImproved, string findings)
    {
        var outcome = Outcome(start, end);

        Assert.Equal(new OutcomeFlags(aboveChance, exploded, notImproved), outcome.Flags);
        Assert.Equal(findings, Finding.Text(Of(outcome)) ?? "");
    }

    [Fact]
    public void Nothing_is_told_of_runs_that_did_not_complete_or_whose_level_of_chance_is_not_known()
    {
        var none = new OutcomeFlags(null, null, null);

        Assert.Equal(none, (Outcome(3, 9) with { Status = RunStatus.Diverged }).Flags);
        Assert.Equal(none, (Outcome(3, 9) with { Status = RunStatus.Failed }).Flags);
        Assert.Equal(none with { NotImproved = true }, (Outcome(3, 9) with { Losses = new LossFigures(3, 3.3, 3, 9, 6) }).Flags);
        Assert.Equal(none with { AboveChance = true, Exploded = false }, (Outcome(3, 3) with { Losses = new LossFigures(3, 3.3, 3, 3, null) { Chance = Chance } }).Flags);
    }

    /// <summary>The recorded loss holds the penalty, which is no part of what chance is the level of.</summary>
    [Theory]
    [InlineData(2.4, null, false, false)]
    [InlineData(2.6, null, null, false)]
    [InlineData(2.6, 2.4, false, false)]
    [InlineData(2.6, 2.55, true, false)]
    [InlineData(2.4, 2.6, false, false)]
    [InlineData(54.9, null, null, false)]
    [InlineData(55.1, null, null, true)]
    [InlineData(55.1, 2.6, true, true)]
    public void With_a_penalty_only_the_cross_entropy_is_compared_with_chance(double end, double? train, bool? aboveChance, bool exploded)
    {
        var parameters = FakeSweep.Cell(0, 0.1, 1, 20).Parameters.ToArray();
        parameters[Shipped.Parameters.Find("penalty")!.Index] = 0.1;

        // 10 × (2.5 + 3) = 55.
        Assert.Equal(new OutcomeFlags(aboveChance, exploded, end >= 60), (Outcome(60, end) with { Parameters = Shipped.Values(parameters), LossTrain = train }).Flags);
    }

    [Fact]
    public void With_a_penalty_the_first_loss_is_not_compared_with_the_number_of_classes()
    {
        var outcome = Outcome(60, 2) with { Losses = new LossFigures(60, 3.3, 60, 2, -58) { Chance = Chance } };
        var parameters = FakeSweep.Cell(0, 0.1, 1, 20).Parameters.ToArray();
        Assert.Equal("initial loss far above ln V", Labels(outcome with { Parameters = Shipped.Values(parameters) }));
        parameters[Shipped.Parameters.Find("penalty")!.Index] = 0.1;

        Assert.Equal("", Labels(outcome with { Parameters = Shipped.Values(parameters) }));
        Assert.Null(MeasureCatalogue.Find("loss_excess")!.Of(outcome with { Parameters = Shipped.Values(parameters) }));

        static string Labels(RunOutcome outcome) =>
            string.Join(", ", Of(outcome).Select(finding => finding.Label));
    }

    private static IReadOnlyList<Finding> Of(RunOutcome outcome) =>
        FindingRules.Of(new RunRecord(outcome, ReadOnlyMemory<float>.Empty, []), [], new RunScale(32, 30, 30, 19683) { Models = Shipped.Parameters.Models }, FindingThresholds.Default);

    private static RunOutcome Outcome(double start, double end) => new()
    {
        Run = "0123456789abcdef",
        Parameters = Shipped.NoValues,
        Status = RunStatus.Completed,
        Losses = new LossFigures(3, 3.3, start, end, end - start) { Chance = Chance },
    };
}
