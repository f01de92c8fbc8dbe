using Sweeps.Parquet;

namespace Sweeps.Core.Results.Findings;

/// <summary>What a person would say of a run, and the number behind it.</summary>
/// <param name="Kind">The label without its place, for counting: <c>dead units</c>.</param>
/// <param name="Label">With its place: <c>dead units in layer 3</c>.</param>
/// <param name="Evidence">The numbers: <c>fraction 0.97 &gt; 0.3 at step 999</c>.</param>
public sealed record Finding(string Kind, string Label, string Evidence)
{
    private const string Separator = "; ";

    /// <summary>As it stands in <c>runs.parquet</c>.</summary>
    public override string ToString() => $"{Label} ({Evidence})";

    /// <summary>The column <c>findings</c>; null for none.</summary>
    public static string? Text(IReadOnlyList<Finding> findings) => findings.Count == 0 ? null : string.Join(Separator, findings);

    /// <summary>How many runs have each kind of finding, the most frequent first.</summary>
    /// <param name="runs">Rows of <c>runs.parquet</c>.</param>
    public static IReadOnlyList<(string Kind, int Runs)> Count(TableData runs)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var index = runs.Schema.IndexOf("findings");
        for (var row = 0; index >= 0 && row < runs.RowCount; row++)
            foreach (var kind in KindsIn(runs.Columns[index].Boxed(row) as string))
                counts[kind] = counts.GetValueOrDefault(kind) + 1;
        return [.. counts.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value))];
    }

    /// <summary>The kinds in a text as <see cref="Text"/> writes it, each once.</summary>
    public static IEnumerable<string> KindsIn(string? text) =>
        FindingKinds.All.Where(kind => text is not null && text.Split(Separator).Any(one => one.StartsWith(kind, StringComparison.Ordinal)));
}
