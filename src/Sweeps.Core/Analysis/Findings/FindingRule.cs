using Sweeps.Core.Handlers;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>A rule that makes one kind of finding: what it reads, and when a run has the finding.</summary>
/// <param name="Kind">The label without the affected layers: one of <see cref="FindingKinds"/>.</param>
/// <param name="Documentation">The rule's rows in <c>docs/findings.md</c>.</param>
internal sealed record FindingRule(string Kind, IReadOnlyList<FindingRow> Documentation)
{
    /// <summary>The handler and the column that the rule needs; null if it needs only the losses.</summary>
    public (string Handler, string Column)? Source { get; init; }

    /// <summary>Makes the findings of a run.</summary>
    public Func<FindingScene, IEnumerable<Finding>>? OfRun { get; init; }

    /// <summary>Makes the findings of one of the tables of <see cref="Source"/>. Consecutive rules that are linked by <see cref="IsSaidWithNext"/> read the same tables and are applied table by table.</summary>
    public Func<FindingScene, HandlerTable, IEnumerable<Finding>>? OfTable { get; init; }

    /// <summary>Whether the next rule is applied to the same table before this rule is applied to the next table.</summary>
    public bool IsSaidWithNext { get; init; }
}

/// <summary>A row of the documentation.</summary>
/// <param name="Label">The label as users see it.</param>
/// <param name="SaidIf">The condition under which a run has the finding.</param>
/// <param name="Threshold">The threshold's key under <c>findings:</c>; null if there is no threshold.</param>
/// <param name="Default">The default threshold: a number, or a formula in the level of chance.</param>
/// <param name="Table">The handler whose tables are read; null if the losses are read.</param>
internal sealed record FindingRow(string Label, string SaidIf, string? Table = null, string? Threshold = null, string Default = "");
