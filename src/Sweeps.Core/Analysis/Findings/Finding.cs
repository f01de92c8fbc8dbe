namespace Sweeps.Core.Analysis.Findings;

/// <summary>What a person would say of a run, and the number behind it.</summary>
/// <param name="Kind">The label without its place, for counting: <c>dead units</c>.</param>
/// <param name="Label">With its place: <c>dead units in layers 3–5</c>.</param>
/// <param name="Evidence">The numbers: <c>fraction_dead of ReLU.4 at least 0.97 at steps 500–999, threshold 0.53</c>.</param>
public sealed record Finding(string Kind, string Label, string Evidence)
{
    private const string Separator = "; ";

    /// <summary>The handler's table that it was read from; null for the losses.</summary>
    public string? Table { get; init; }

    /// <summary>As it stands in <c>runs.parquet</c>.</summary>
    public override string ToString() => Table is null ? $"{Label} ({Evidence})" : $"{Label} ({Table}: {Evidence})";

    /// <summary>The column <c>findings</c>; null for none.</summary>
    public static string? Text(IReadOnlyList<Finding> findings) => findings.Count == 0 ? null : string.Join(Separator, findings);

    /// <summary>The kinds in a text as <see cref="Text"/> writes it, each once.</summary>
    public static IEnumerable<string> KindsIn(string? text)
    {
        if (text is null)
            return [];
        var labels = text.Split(Separator);
        return FindingKinds.All.Where(kind => Array.Exists(labels, label => label.StartsWith(kind, StringComparison.Ordinal)));
    }
}
