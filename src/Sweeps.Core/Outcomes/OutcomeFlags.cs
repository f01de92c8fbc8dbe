namespace Sweeps.Core.Outcomes;

/// <summary>Whether a completed run did not train, as its losses tell. Null where it cannot be told, and for runs that diverged or failed.</summary>
/// <param name="AboveChance">Whether it ended above chance: <c>loss_end &gt; loss_chance</c>.</param>
/// <param name="Exploded">Whether it exploded: <c>loss_end &gt; 10 × loss_chance</c>.</param>
/// <param name="NotImproved">Whether it did not improve: <c>loss_end ≥ loss_start</c>.</param>
/// <remarks>
/// With a penalty, recorded losses are not the mean cross-entropy, which alone is comparable with chance. The penalty is never negative, so that a recorded loss
/// at or below chance tells enough; above it, the cross-entropy over the training split at the end decides, if it was measured. A run with a penalty has exploded
/// if it ended above ten times chance and its first loss together, since that holds the penalty of the initial weights.
/// </remarks>
public sealed record OutcomeFlags(bool? AboveChance, bool? Exploded, bool? NotImproved)
{
    /// <summary>Beyond so many times chance a loss has exploded.</summary>
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

    /// <summary>The loss beyond which a run has exploded; null where it cannot be told.</summary>
    internal static double? ExplodedLevel(RunOutcome outcome) =>
        ExplodedFactor * (outcome.Losses.Chance + (outcome.HasPenalty ? outcome.Losses.Initial : 0));

    private static bool? AboveChanceOf(RunOutcome outcome, double end)
    {
        if (outcome.Losses.Chance is not { } chance)
            return null;
        if (end <= chance || !outcome.HasPenalty)
            return end > chance;
        return outcome.LossTrain is { } measured ? measured > chance : null;
    }
}
