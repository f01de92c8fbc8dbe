namespace Sweeps.Core.Outcomes.Measures;

/// <summary>The measures that every run has. This list determines the columns of <c>runs.parquet</c> after the parameters, the content of journals, summaries and the report, and the documentation.</summary>
public static class MeasureCatalogue
{
    /// <summary>The name of the measure that has a value for every run, however it ended.</summary>
    internal const string Expected = "loss_expected";

    /// <summary>The name of the measure that tables of earlier versions do not have.</summary>
    internal const string Chance = "loss_chance";

    /// <summary>All measures, in the order of their columns.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        RunMeasures.Status,
        RunMeasures.DivergedAt,
        RunMeasures.Error,
        .. LossMeasures.All,
        .. MetricMeasures.All,
        Measure.OfSeries(new DeadEnd()) with { Prominence = 10 },
        Measure.OfSeries(RankRise.AtStart) with { Prominence = 11 },
        Measure.OfSeries(RankRise.Overall) with { Prominence = 12 },
        Measure.OfSeries(new MedianShift()) with { Prominence = 13 },
        .. TrainingFlags.All,
        RunMeasures.Parameters,
        RunMeasures.Weights,
        RunMeasures.Findings,
    ];

    /// <summary>The names of all measures.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(measure => measure.Name)];

    /// <summary>The measures that pages draw, the most prominent first.</summary>
    public static IReadOnlyList<Measure> Drawn { get; } = [.. All.Where(measure => measure.Prominence is not null).OrderBy(measure => measure.Prominence)];

    /// <summary>The measures of losses and evaluation. They are known as soon as a run has ended.</summary>
    public static IReadOnlyList<Measure> Losses { get; } = OfOrigin(MeasureOrigin.Losses);

    /// <summary>The measures of recorded series.</summary>
    public static IReadOnlyList<Measure> Series { get; } = OfOrigin(MeasureOrigin.Series);

    /// <summary>The measures that mark completed runs that did not train.</summary>
    public static IReadOnlyList<Measure> Flags { get; } = OfOrigin(MeasureOrigin.Judgement);

    /// <summary>The measures of <see cref="Losses"/> and <see cref="Series"/>, in the order of their columns.</summary>
    public static IReadOnlyList<Measure> Numbers { get; } = [.. Losses, .. Series];

    /// <summary>The measures that journals store by name.</summary>
    internal static IReadOnlyList<Measure> Journaled { get; } = [.. All.Where(measure => measure.Restore is not null)];

    /// <summary>The measure with this name; null if there is none.</summary>
    public static Measure? Find(string name) => All.FirstOrDefault(measure => string.Equals(measure.Name, name, StringComparison.Ordinal));

    /// <summary>Whether a measure is one of <see cref="Flags"/>.</summary>
    public static bool IsFlag(string name) => Find(name) is { Origin: MeasureOrigin.Judgement };

    private static IReadOnlyList<Measure> OfOrigin(MeasureOrigin origin) => [.. All.Where(measure => measure.Origin == origin)];
}
