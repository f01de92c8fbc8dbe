namespace Sweeps.Core.Analysis.Findings;

/// <summary>What can be said of a run, without places.</summary>
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

    /// <summary>In the order in which they are said.</summary>
    public static IReadOnlyList<string> All { get; } = [.. FindingCatalogue.All.Select(rule => rule.Kind)];

    /// <summary>What cannot be said, with the handler that would have to record for it.</summary>
    /// <param name="columns">Of all tables that are recorded.</param>
    public static IReadOnlyList<(string Handler, IReadOnlyList<string> Kinds)> NotRecorded(IEnumerable<string> columns)
    {
        var recorded = columns.ToHashSet(StringComparer.Ordinal);
        return [.. FindingCatalogue.All
            .Where(rule => rule.Source is { } source && !recorded.Contains(source.Column))
            .GroupBy(rule => rule.Source!.Value.Handler, StringComparer.Ordinal)
            .Select(handler => (handler.Key, (IReadOnlyList<string>)[.. handler.Select(rule => rule.Kind)]))];
    }

    /// <summary>The same as a sentence; empty if everything is recorded.</summary>
    public static string NotRecordedText(IEnumerable<string> columns)
    {
        var missing = NotRecorded(columns);
        return missing.Count == 0
            ? ""
            : $"Not recorded, so nothing can be said of it: {string.Join("; ", missing.Select(one => $"{string.Join(", ", one.Kinds)} (handler {one.Handler})"))}.";
    }
}
