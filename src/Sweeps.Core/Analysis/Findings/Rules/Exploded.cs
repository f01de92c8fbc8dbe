using Sweeps.Core.Outcomes;
using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>The loss at the end is far above chance. The finding is never left out, so that runs can be counted by it.</summary>
internal static class Exploded
{
    public static FindingRule Rule { get; } = new(FindingKinds.Exploded, [new("exploded", "`loss_end` > 10 × `loss_chance`")])
    {
        OfRun = scene => scene.Outcome.Flags.Exploded is true ? [new(FindingKinds.Exploded, FindingKinds.Exploded, Evidence(scene.Outcome))] : [],
    };

    private static string Evidence(RunOutcome outcome) => outcome.HasL2Penalty
        ? Invariant($"loss_end {outcome.Losses.End:G6} > {OutcomeFlags.ExplodedFactor} × (loss_chance {outcome.Losses.Chance:G6} + loss_initial {outcome.Losses.Initial:G6})")
        : Invariant($"loss_end {outcome.Losses.End:G6} > {OutcomeFlags.ExplodedFactor} × loss_chance {outcome.Losses.Chance:G6}");
}
