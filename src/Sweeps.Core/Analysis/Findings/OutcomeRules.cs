using Sweeps.Core.Definitions;
using Sweeps.Core.Outcomes;
using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>What the losses alone tell of a run. Each is said whenever it holds, so that runs can be counted by it.</summary>
internal static class OutcomeRules
{
    public static IEnumerable<Finding> Of(RunOutcome outcome, FindingThresholds thresholds)
    {
        if (outcome.DivergedAt is { } step)
            yield return new(FindingKinds.Diverged, Invariant($"{FindingKinds.Diverged} at step {step}"), "the loss was no longer finite");
        var flags = outcome.Flags;
        if (flags.Exploded is true)
            yield return new(FindingKinds.Exploded, FindingKinds.Exploded, Exploded(outcome));
        if (flags.AboveChance is true)
            yield return new(FindingKinds.AboveChance, FindingKinds.AboveChance, AboveChance(outcome));
        if (flags.NotImproved is true)
            yield return new(
                FindingKinds.NotImproved, FindingKinds.NotImproved, Invariant($"loss_end {Short(outcome.Losses.End)} ≥ loss_start {Short(outcome.Losses.Start)}"));
        // The loss of a network without an opinion is ln V only where nothing is added to the cross-entropy.
        if (!outcome.HasPenalty && outcome.Losses.Initial - outcome.Losses.Expected > thresholds.InitialLoss)
            yield return new(
                FindingKinds.InitialLoss, FindingKinds.InitialLoss, Invariant($"{outcome.Losses.Initial:0.###} − {outcome.Losses.Expected:0.###} > {thresholds.InitialLoss}"));
    }

    private static string Exploded(RunOutcome outcome) => outcome.HasPenalty
        ? Invariant($"loss_end {Short(outcome.Losses.End)} > {OutcomeFlags.ExplodedFactor} × (loss_chance {Short(outcome.Losses.Chance)} + loss_initial {Short(outcome.Losses.Initial)})")
        : Invariant($"loss_end {Short(outcome.Losses.End)} > {OutcomeFlags.ExplodedFactor} × loss_chance {Short(outcome.Losses.Chance)}");

    private static string AboveChance(RunOutcome outcome) => outcome.HasPenalty
        ? Invariant($"loss_train {Short(outcome.LossTrain)} > loss_chance {Short(outcome.Losses.Chance)}")
        : Invariant($"loss_end {Short(outcome.Losses.End)} > loss_chance {Short(outcome.Losses.Chance)}");

    private static string Short(double? value) => Invariant($"{value:G6}");
}
