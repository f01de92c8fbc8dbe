using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Running;

/// <summary>The state of a sweep after an execution.</summary>
/// <param name="Completed">The number of the plan's cells that completed, in this execution or earlier.</param>
/// <param name="Diverged">The number of cells that diverged. They are results, not failures.</param>
/// <param name="Failed">The number of cells that failed.</param>
/// <param name="Remaining">The number of cells that are not done.</param>
/// <param name="Trained">The number of runs trained by this execution.</param>
/// <param name="Stopped">Whether the execution was stopped before its end.</param>
/// <param name="TablesWritten">Whether the final tables contain all runs that are done.</param>
/// <param name="Seconds">The wall time.</param>
public sealed record SweepResult(int Completed, int Diverged, int Failed, int Remaining, int Trained, bool Stopped, bool TablesWritten, double Seconds)
{
    /// <summary>The number of cells that were selected by a condition or a share and are not done.</summary>
    public int Outstanding { get; init; } = Remaining;

    /// <summary>The best of all runs that are done; null if none trained.</summary>
    public BestRun? Best { get; init; }
}
