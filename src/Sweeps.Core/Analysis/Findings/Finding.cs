namespace Sweeps.Core.Analysis.Findings;

/// <summary>A finding about a run, with the numbers that justify it.</summary>
/// <param name="Kind">The label without the affected layers, used for counting: <c>dead units</c>.</param>
/// <param name="Label">The label with the affected layers: <c>dead units in layers 3–5</c>.</param>
/// <param name="Evidence">The numbers: <c>fraction_dead of ReLU.4 at least 0.97 at steps 500–999, threshold 0.53</c>.</param>
public sealed record Finding(string Kind, string Label, string Evidence)
{
    private const string Separator = "; ";

    /// <summary>The name of the handler's table that the finding was read from; null if it was read from the losses.</summary>
    public string? Table { get; init; }

    /// <summary>The text of the finding in <c>runs.parquet</c>.</summary>
    public override string ToString() => Table is null ? $"{Label} ({Evidence})" : $"{Label} ({Table}: {Evidence})";

    /// <summary>The value of the column <c>findings</c>; null if there are no findings.</summary>
    public static string? Text(IReadOnlyList<Finding> findings) => findings.Count == 0 ? null : string.Join(Separator, findings);

    /// <summary>A text in which <see cref="KindsIn(ReadOnlySpan{char})"/> finds these kinds.</summary>
    internal static string TextOfKinds(ulong kinds) => string.Join(Separator, Of(kinds));

    /// <summary>The kinds of findings in a text that <see cref="Text"/> wrote, each once.</summary>
    public static IEnumerable<string> KindsIn(string? text) => text is null ? [] : Of(KindsIn(text.AsSpan()));

    /// <summary>The same with a bit for each of <see cref="FindingKinds.All"/>: summaries ask for it of every run.</summary>
    internal static ulong KindsIn(ReadOnlySpan<char> text)
    {
        var kinds = FindingKinds.All;
        var found = 0UL;
        while (true)
        {
            for (var kind = 0; kind < kinds.Count; kind++)
                if (text.StartsWith(kinds[kind]))
                    found |= 1UL << kind;
            var end = text.IndexOf(Separator);
            if (end < 0)
                return found;
            text = text[(end + Separator.Length)..];
        }
    }

    private static IEnumerable<string> Of(ulong kinds) => FindingKinds.All.Where((_, kind) => (kinds & (1UL << kind)) != 0);
}
