using Sweeps.Core.Plans;
using Sweeps.Core.Results;

namespace Sweeps.Cli.Sweeping;

/// <summary>A definition that was read and found valid.</summary>
/// <param name="Plan">All cells of the sweep: what its tables hold once they are trained.</param>
/// <param name="Selection">The cells that <c>--where</c> chooses among them; the plan itself without one.</param>
internal sealed record LoadedSweep(SweepSource Source, SweepPlan Plan, SweepPlan Selection, SweepPaths Paths)
{
    public string Name => Plan.Definition.Name;

    /// <summary>What the definition and <c>--where</c> say without effect.</summary>
    public IEnumerable<string> Warnings()
    {
        var warnings = Plan.Warnings.Select(warning => warning.ToString());
        return Selection.Statistics.Filtered == Plan.Statistics.Filtered && !ReferenceEquals(Plan, Selection)
            ? warnings.Append("--where: this condition takes out no cell: it holds for all of them")
            : warnings;
    }

    /// <summary>The cells to train, or null for all.</summary>
    public Predicate<PlannedCell>? Select()
    {
        if (ReferenceEquals(Plan, Selection))
            return null;
        var chosen = Selection.Cells().Select(cell => cell.Run).ToHashSet(StringComparer.Ordinal);
        return cell => chosen.Contains(cell.Run);
    }
}
