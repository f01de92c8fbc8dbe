using Sweeps.Core.Outcomes;
using Sweeps.Tables;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>How each run of a table ended. A flag that is null, or whose column is not there, counts as false.</summary>
/// <param name="runs">Rows of <c>runs.parquet</c>.</param>
internal sealed class RunEndings(TableData runs)
{
    private readonly ColumnData<string> _status = runs.Column<string>("status");
    private readonly ColumnData<bool>? _exploded = Flag(runs, OutcomeFlags.ExplodedName);
    private readonly ColumnData<bool>? _aboveChance = Flag(runs, OutcomeFlags.AboveChanceName);
    private readonly ColumnData<bool>? _notImproved = Flag(runs, OutcomeFlags.NotImprovedName);

    public RunStatus Status(int row) => RunStatusNames.Parse(_status.Values[row]);

    public bool HasExploded(int row) => IsTrue(_exploded, row);

    public bool IsAboveChance(int row) => IsTrue(_aboveChance, row);

    public bool HasNotImproved(int row) => IsTrue(_notImproved, row);

    /// <summary>Whether a run counts in means: it completed and did not explode.</summary>
    public bool IsAveraged(int row) => Status(row) == RunStatus.Completed && !HasExploded(row);

    public static bool IsTrue(ColumnData<bool>? flag, int row) => flag is not null && !flag.IsNull(row) && flag.Values[row];

    private static ColumnData<bool>? Flag(TableData runs, string name) => runs.Schema.IndexOf(name) is >= 0 and var index ? runs.Columns[index] as ColumnData<bool> : null;
}
