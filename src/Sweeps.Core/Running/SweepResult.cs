using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Running;

/// <summary>How a sweep stands after it was executed.</summary>
/// <param name="Completed">Cells of the plan that are completed, now or earlier.</param>
/// <param name="Diverged">Cells that diverged: results, not failures.</param>
/// <param name="Failed">Cells that failed.</param>
/// <param name="Remaining">Cells that are not done.</param>
/// <param name="Trained">Runs trained by this execution.</param>
/// <param name="Stopped">Whether it was asked to stop before it was done.</param>
/// <param name="TablesWritten">Whether the final tables hold everything that is done.</param>
/// <param name="Seconds">Wall time.</param>
public sealed record SweepResult(int Completed, int Diverged, int Failed, int Remaining, int Trained, bool Stopped, bool TablesWritten, double Seconds)
{
    /// <summary>Cells that were asked for (by a condition, a share) and are not done.</summary>
    public int Outstanding { get; init; } = Remaining;

    /// <summary>The best of all runs that are done; null if none trained.</summary>
    public BestRun? Best { get; init; }
}
