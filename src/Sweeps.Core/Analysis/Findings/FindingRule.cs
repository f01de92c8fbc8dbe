using Sweeps.Core.Handlers;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>One thing that can be said of a run: what it is read from, when it is said, and how it is found.</summary>
/// <param name="Kind">The label without its place: one of <see cref="FindingKinds"/>.</param>
/// <param name="Documentation">Its rows in <c>docs/findings.md</c>.</param>
internal sealed record FindingRule(string Kind, IReadOnlyList<FindingRow> Documentation)
{
    /// <summary>The handler and the column without which nothing can be said; null if the losses are enough.</summary>
    public (string Handler, string Column)? Source { get; init; }

    /// <summary>Says it of a run.</summary>
    public Func<FindingScene, IEnumerable<Finding>>? OfRun { get; init; }

    /// <summary>Says it of one of the tables of <see cref="Source"/>. Rules that follow each other and read the same tables <see cref="IsSaidWithNext"/> are asked table by table.</summary>
    public Func<FindingScene, HandlerTable, IEnumerable<Finding>>? OfTable { get; init; }

    /// <summary>Whether the next rule is asked of the same table before this one is asked of the next table.</summary>
    public bool IsSaidWithNext { get; init; }
}

/// <summary>A row of the documentation.</summary>
/// <param name="Label">As people read it.</param>
/// <param name="SaidIf">The condition.</param>
/// <param name="Threshold">Its name under <c>findings:</c>; null if it has none.</param>
/// <param name="Default">The default threshold: a number, or how it follows from the level of chance.</param>
/// <param name="Table">The handler whose tables are read; null for the losses.</param>
internal sealed record FindingRow(string Label, string SaidIf, string? Table = null, string? Threshold = null, string Default = "");
