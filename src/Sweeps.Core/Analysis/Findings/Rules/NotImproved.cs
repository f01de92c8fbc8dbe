using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>The losses at the end are no lower than those at the start. The finding is never left out, so that runs can be counted by it.</summary>
internal static class NotImproved
{
    public static FindingRule Rule { get; } = new(FindingKinds.NotImproved, [new("did not improve", "`loss_end` ≥ `loss_start`")])
    {
        OfRun = scene => scene.Outcome.Flags.NotImproved is true
            ? [new(FindingKinds.NotImproved, FindingKinds.NotImproved, Invariant($"loss_end {scene.Outcome.Losses.End:G6} ≥ loss_start {scene.Outcome.Losses.Start:G6}"))]
            : [],
    };
}
