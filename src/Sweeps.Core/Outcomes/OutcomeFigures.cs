namespace Sweeps.Core.Outcomes;

/// <summary>The numbers of a run in <c>runs.parquet</c>, between its error and the count of its parameters: names and values, in the table's order.</summary>
public static class OutcomeFigures
{
    /// <summary>The one that every run has.</summary>
    public const string Expected = "loss_expected";

    /// <summary>The one that tables of earlier versions do not have.</summary>
    public const string Chance = "loss_chance";

    /// <summary>Those that stand for a run's series.</summary>
    public static IReadOnlyList<(string Name, Func<RunOutcome, double?> Of)> Statistics { get; } =
    [
        ("dead_end", outcome => outcome.Statistics.DeadEnd),
        ("rank_rise_start", outcome => outcome.Statistics.RankRiseStart),
        ("rank_rise", outcome => outcome.Statistics.RankRise),
        ("median_shift", outcome => outcome.Statistics.MedianShift),
    ];

    /// <summary>Those that losses give.</summary>
    public static IReadOnlyList<(string Name, Func<RunOutcome, double?> Of)> Losses { get; } =
    [
        ("loss_initial", outcome => outcome.Losses.Initial),
        (Expected, outcome => outcome.Losses.Expected),
        (Chance, outcome => outcome.Losses.Chance),
        ("loss_start", outcome => outcome.Losses.Start),
        ("loss_end", outcome => outcome.Losses.End),
        ("loss_diff", outcome => outcome.Losses.Difference),
        ("loss_train", outcome => outcome.LossTrain),
        ("loss_valid", outcome => outcome.LossValid),
        ("loss_test", outcome => outcome.LossTest),
        ("loss_excess", outcome => outcome.HasPenalty ? null : outcome.Losses.Initial - outcome.Losses.Expected),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<(string Name, Func<RunOutcome, double?> Of)> All { get; } = [.. Losses, .. Statistics];
}
