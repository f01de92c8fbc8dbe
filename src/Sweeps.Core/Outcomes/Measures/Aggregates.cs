namespace Sweeps.Core.Outcomes.Measures;

/// <summary>Functions that make one number from several. The result is null if there are no numbers or if one is not finite, as <c>loss_end</c> is null for a run that diverged.</summary>
internal static class Aggregates
{
    /// <summary>The functions that make one number from those of several modules at one step, by their names in definitions.</summary>
    public static IReadOnlyList<(string Name, string Summary, Func<IReadOnlyList<SeriesPoint>, double?> Of)> OverLayers { get; } =
    [
        ("mean", "the mean", Mean),
        ("min", "the least value", Least),
        ("max", "the greatest value", Greatest),
        ("sum", "the sum", Sum),
        ("first", "the value of the first module", values => values is [var first, ..] ? first.Value : null),
        ("last", "the value of the last module", values => values is [.., var last] ? last.Value : null),
    ];

    /// <summary>The mean: the sum in the order of the values, divided once.</summary>
    public static double? Mean(IReadOnlyList<SeriesPoint> values) => Sum(values) / values.Count;

    public static double? Least(IReadOnlyList<SeriesPoint> values) => AreFinite(values) ? values.Min(point => point.Value) : null;

    public static double? Greatest(IReadOnlyList<SeriesPoint> values) => AreFinite(values) ? values.Max(point => point.Value) : null;

    private static double? Sum(IReadOnlyList<SeriesPoint> values)
    {
        if (!AreFinite(values))
            return null;
        var sum = 0.0;
        foreach (var (_, value) in values)
            sum += value;
        return sum;
    }

    private static bool AreFinite(IReadOnlyList<SeriesPoint> values) => values.Count > 0 && values.All(point => double.IsFinite(point.Value));
}
