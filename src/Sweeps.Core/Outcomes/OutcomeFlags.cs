namespace Sweeps.Core.Outcomes;

/// <summary>Flags of a completed run whose losses show that it did not train. A flag is null if it is not known, and for runs that diverged or failed.</summary>
/// <param name="AboveChance">Whether it ended above chance: <c>loss_end &gt; loss_chance</c>.</param>
/// <param name="Exploded">Whether it exploded: <c>loss_end &gt; 10 × loss_chance</c>.</param>
/// <param name="NotImproved">Whether it did not improve: <c>loss_end ≥ loss_start</c>.</param>
/// <remarks>
/// Only the mean cross-entropy can be compared with chance, and with a penalty recorded losses are larger than that. The penalty is never negative, so a recorded loss
/// at or below chance decides; above chance, the cross-entropy over the training split at the end decides, if it was measured. A run with a penalty has exploded
/// if it ended above ten times the sum of chance and its first loss, since the first loss includes the penalty of the initial weights.
/// </remarks>
public sealed record OutcomeFlags(bool? AboveChance, bool? Exploded, bool? NotImproved)
{
    /// <summary>The multiple of chance above which a loss has exploded.</summary>
    public const int ExplodedFactor = 10;

    /// <summary>The name of <see cref="AboveChance"/> in tables.</summary>
    public const string AboveChanceName = "above_chance";
    /// <summary>The name of <see cref="Exploded"/> in tables.</summary>
    public const string ExplodedName = "exploded";
    /// <summary>The name of <see cref="NotImproved"/> in tables.</summary>
    public const string NotImprovedName = "not_improved";

    private static readonly OutcomeFlags s_none = new(null, null, null);

    /// <summary>The flags of a run.</summary>
    public static OutcomeFlags Of(RunOutcome outcome)
    {
        var losses = outcome.Losses;
        if (outcome.Status != RunStatus.Completed || losses.End is not { } end)
            return s_none;
        return new(
            AboveChanceOf(outcome, end),
            ExplodedLevel(outcome) is { } level ? end > level : null,
            losses.Difference is null ? null : end >= losses.Start);
    }

    /// <summary>The loss above which a run has exploded; null if it is not known.</summary>
    internal static double? ExplodedLevel(RunOutcome outcome) =>
        ExplodedFactor * (outcome.Losses.Chance + (outcome.HasL2Penalty ? outcome.Losses.Initial : 0));

    private static bool? AboveChanceOf(RunOutcome outcome, double end)
    {
        if (outcome.Losses.Chance is not { } chance)
            return null;
        if (end <= chance || !outcome.HasL2Penalty)
            return end > chance;
        return outcome.LossTrain is { } measured ? measured > chance : null;
    }
}
