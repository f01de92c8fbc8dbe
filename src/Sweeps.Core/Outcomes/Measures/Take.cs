using System.Globalization;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>A function that makes one number from a series.</summary>
/// <param name="Name">The name in definitions, as in <c>take: NAME</c> or <c>take: { NAME: K }</c>.</param>
/// <param name="Summary">A description of the number, for the documentation.</param>
/// <param name="Least">The least allowed K; null if the function needs no K.</param>
/// <param name="Of">Computes the number from the series by step, the number of steps done, and K; null if the series has no such value.</param>
internal sealed record TakeKind(string Name, string Summary, int? Least, Func<IReadOnlyList<SeriesPoint>, int, int, double?> Of)
{
    public static TakeKind Last { get; } = new("last", "the value at the last recorded step", null, (series, _, _) => series is [.., var last] ? last.Value : null);

    /// <summary>All functions, in the order in which they are listed.</summary>
    public static IReadOnlyList<TakeKind> All { get; } =
    [
        new("first", "the value at the first recorded step", null, (series, _, _) => series is [var first, ..] ? first.Value : null),
        Last,
        new("mean", "the mean over the recorded steps", null, (series, _, _) => Aggregates.Mean(series)),
        new("min", "the least value", null, (series, _, _) => Aggregates.Least(series)),
        new("max", "the greatest value", null, (series, _, _) => Aggregates.Greatest(series)),
        new("at", "the value at step K; null if it was not recorded there", 0, (series, _, step) => series.Where(point => point.Step == step).Select(point => (double?)point.Value).FirstOrDefault()),
        new("mean_first", "the mean over the recorded steps among the first K", 1, (series, _, count) => Aggregates.Mean([.. series.Where(point => point.Step < count)])),
        new("mean_last", "the mean over the recorded steps among the last K that were trained", 1, (series, steps, count) => Aggregates.Mean([.. series.Where(point => point.Step >= steps - count)])),
    ];
}

/// <summary>The function that a definition applies to a series.</summary>
/// <param name="Number">K; 0 for kinds that need none.</param>
internal sealed record Take(TakeKind Kind, int Number)
{
    public override string ToString() => Kind.Least is null ? Kind.Name : string.Create(CultureInfo.InvariantCulture, $"{Kind.Name} {Number}");
}

/// <summary>A value of a series.</summary>
internal readonly record struct SeriesPoint(int Step, double Value);
