namespace Sweeps.Core.Outcomes.Measures;

/// <summary>The measures that every run has. The columns of <c>runs.parquet</c> after the parameters, the journals, summaries, the report and the documentation follow from this list.</summary>
public static class MeasureCatalogue
{
    /// <summary>The measure that every run has, however it ended.</summary>
    internal const string Expected = "loss_expected";

    /// <summary>The measure that tables of earlier versions do not have.</summary>
    internal const string Chance = "loss_chance";

    /// <summary>All of them, in the order of their columns.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        RunMeasures.Status,
        RunMeasures.DivergedAt,
        RunMeasures.Error,
        .. LossMeasures.All,
        Measure.OfSeries(new DeadEnd()) with { Prominence = 10 },
        Measure.OfSeries(RankRise.AtStart) with { Prominence = 11 },
        Measure.OfSeries(RankRise.Overall) with { Prominence = 12 },
        Measure.OfSeries(new MedianShift()) with { Prominence = 13 },
        .. TrainingFlags.All,
        RunMeasures.Parameters,
        RunMeasures.Weights,
        RunMeasures.Findings,
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(measure => measure.Name)];

    /// <summary>The numbers that losses and evaluation give, known as soon as a run has ended.</summary>
    public static IReadOnlyList<Measure> Losses { get; } = OfOrigin(MeasureOrigin.Losses);

    /// <summary>The numbers that stand for recorded series.</summary>
    public static IReadOnlyList<Measure> Series { get; } = OfOrigin(MeasureOrigin.Series);

    /// <summary>Whether a completed run did not train.</summary>
    public static IReadOnlyList<Measure> Flags { get; } = OfOrigin(MeasureOrigin.Judgement);

    /// <summary>The numbers of <see cref="Losses"/> and <see cref="Series"/>, in the order of their columns.</summary>
    public static IReadOnlyList<Measure> Numbers { get; } = [.. Losses, .. Series];

    /// <summary>Those that journals hold by name.</summary>
    internal static IReadOnlyList<Measure> Journaled { get; } = [.. All.Where(measure => measure.Restore is not null)];

    /// <summary>The measure with this name; null if there is none.</summary>
    public static Measure? Find(string name) => All.FirstOrDefault(measure => string.Equals(measure.Name, name, StringComparison.Ordinal));

    /// <summary>Whether a measure is one of <see cref="Flags"/>.</summary>
    public static bool IsFlag(string name) => Find(name) is { Origin: MeasureOrigin.Judgement };

    private static IReadOnlyList<Measure> OfOrigin(MeasureOrigin origin) => [.. All.Where(measure => measure.Origin == origin)];
}
