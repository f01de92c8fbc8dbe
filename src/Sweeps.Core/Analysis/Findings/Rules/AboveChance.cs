using Sweeps.Core.Outcomes;
using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>The run ended above chance. The finding is never left out, so that runs can be counted by it.</summary>
internal static class AboveChance
{
    public static FindingRule Rule { get; } = new(FindingKinds.AboveChance, [new("ended above chance", "`loss_end` > `loss_chance`")])
    {
        OfRun = scene => scene.Outcome.Flags.AboveChance is true ? [new(FindingKinds.AboveChance, FindingKinds.AboveChance, Evidence(scene.Outcome))] : [],
    };

    private static string Evidence(RunOutcome outcome) => outcome.HasL2Penalty
        ? Invariant($"loss_train {outcome.LossTrain:G6} > loss_chance {outcome.Losses.Chance:G6}")
        : Invariant($"loss_end {outcome.Losses.End:G6} > loss_chance {outcome.Losses.Chance:G6}");
}
