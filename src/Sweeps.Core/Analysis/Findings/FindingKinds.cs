namespace Sweeps.Core.Analysis.Findings;

/// <summary>The kinds of findings: their labels without the affected layers.</summary>
public static class FindingKinds
{
    /// <summary>The loss was no longer finite.</summary>
    public const string Diverged = "diverged";
    /// <summary>The loss ended far above chance: see <see cref="Outcomes.OutcomeFlags.Exploded"/>.</summary>
    public const string Exploded = "exploded";
    /// <summary>The loss ended above chance.</summary>
    public const string AboveChance = "ended above chance";
    /// <summary>The loss did not end below where it began.</summary>
    public const string NotImproved = "did not improve";
    internal const string InitialLoss = "initial loss far above ln V";
    internal const string Saturated = "saturated layer";
    internal const string Dead = "dead units";
    internal const string Vanishing = "vanishing gradients";
    internal const string Exploding = "exploding gradients";
    internal const string SmallUpdates = "update ratio below";
    internal const string LargeUpdates = "update ratio above";
    internal const string Rank = "rank collapse";

    /// <summary>All kinds, in the order in which they are reported.</summary>
    public static IReadOnlyList<string> All { get; } = [.. FindingCatalogue.All.Select(rule => rule.Kind)];

    /// <summary>The kinds that cannot be found, with the handler that would have to record the needed column.</summary>
    /// <param name="columns">The columns of all recorded tables.</param>
    public static IReadOnlyList<(string Handler, IReadOnlyList<string> Kinds)> NotRecorded(IEnumerable<string> columns)
    {
        var recorded = columns.ToHashSet(StringComparer.Ordinal);
        return [.. FindingCatalogue.All
            .Where(rule => rule.Source is { } source && !recorded.Contains(source.Column))
            .GroupBy(rule => rule.Source!.Value.Handler, StringComparer.Ordinal)
            .Select(handler => (handler.Key, (IReadOnlyList<string>)[.. handler.Select(rule => rule.Kind)]))];
    }

    /// <summary>The kinds that cannot be found, as a sentence; empty if everything is recorded.</summary>
    public static string NotRecordedText(IEnumerable<string> columns)
    {
        var missing = NotRecorded(columns);
        return missing.Count == 0
            ? ""
            : $"Not recorded, so it cannot be judged: {string.Join("; ", missing.Select(one => $"{string.Join(", ", one.Kinds)} (handler {one.Handler})"))}.";
    }
}
