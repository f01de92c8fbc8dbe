namespace Sweeps.Core.Definitions;

/// <summary>The columns of <c>runs.parquet</c> that say what became of a run, as summaries name them.</summary>
public static class OutcomeColumns
{
    public static IReadOnlyList<string> All { get; } =
    [
        "status", "diverged_at", "error", "loss_initial", "loss_expected", "loss_chance", "loss_start", "loss_end", "loss_diff",
        "loss_train", "loss_valid", "loss_test", "loss_excess", "dead_end", "rank_rise_start", "rank_rise", "median_shift", "above_chance", "exploded", "not_improved",
        "parameters", "weights_sha256", "findings",
    ];
}
