using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Running;

/// <summary>An event of an execution. Events come one at a time, in order.</summary>
/// <param name="Time">The time of the event, with offset UTC.</param>
public abstract record SweepEvent(DateTimeOffset Time);

/// <summary>The execution has started and knows its work.</summary>
/// <param name="Cells">Of the plan.</param>
/// <param name="Done">The number of cells that need no training.</param>
/// <param name="Due">The number of cells that will be trained now.</param>
/// <param name="EstimatedSeconds">The expected wall time with these workers on an ordinary machine.</param>
public sealed record SweepStarted(DateTimeOffset Time, string Name, string Folder, int Cells, int Done, int Due, int Workers, double EstimatedSeconds) : SweepEvent(Time)
{
    /// <summary>The number of cells that are selected, belong to this share and are not done, regardless of the limit. <see cref="Due"/> of them are trained now.</summary>
    public int Outstanding { get; init; } = Due;

    /// <summary>The greatest number of runs to train now; null for no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>The best of the runs that were done before; null if none of them trained.</summary>
    public BestRun? Best { get; init; }
}

/// <summary>A message about the stored results for the user, such as damaged files that were moved aside or a stale lock that was taken over.</summary>
public sealed record StorageNoted(DateTimeOffset Time, string Message) : SweepEvent(Time);

/// <summary>An event of a run on a worker.</summary>
public abstract record RunEvent(DateTimeOffset Time, int Worker, int Cell, string Run) : SweepEvent(Time);

/// <param name="Parameters">The values of its parameters.</param>
/// <param name="FirstStep">The step from which the run continues; 0 for a new run.</param>
public sealed record RunStarted(DateTimeOffset Time, int Worker, int Cell, string Run, ParameterValues Parameters, int Steps, int FirstStep) : RunEvent(Time, Worker, Cell, Run);

/// <param name="Step">The number of steps done.</param>
/// <param name="Loss">The loss of the last step done; NaN before the first step.</param>
public sealed record RunProgressed(DateTimeOffset Time, int Worker, int Cell, string Run, int Step, int Steps, float Loss) : RunEvent(Time, Worker, Cell, Run)
{
    /// <summary>The expected time in seconds until all due runs are trained.</summary>
    public double SecondsLeft { get; init; }
}

/// <summary>A run was trained and is durable.</summary>
/// <param name="Done">The number of cells done so far, including this one.</param>
/// <param name="Cells">Of the plan.</param>
/// <param name="SecondsLeft">The expected time in seconds until the end, from the cost of the remaining runs and the speed so far.</param>
public sealed record RunFinished(DateTimeOffset Time, RunOutcome Outcome, int Done, int Cells, double SecondsLeft) : SweepEvent(Time)
{
    /// <summary>The number of due runs trained so far, including this one.</summary>
    public int Trained { get; init; } = Done;

    /// <summary>The number of runs that were due when training began.</summary>
    public int Due { get; init; } = Cells;
}

/// <summary>A run failed. The event has the exception with its stack, for the log. <see cref="RunFinished"/> follows.</summary>
public sealed record RunFailed(DateTimeOffset Time, int Worker, int Cell, string Run, Exception Cause) : RunEvent(Time, Worker, Cell, Run);

/// <summary>All due runs are trained, and writing the final tables begins.</summary>
public sealed record TablesStarted(DateTimeOffset Time, int Runs) : SweepEvent(Time);

/// <summary>The final tables are in place.</summary>
public sealed record TablesFinished(DateTimeOffset Time, int Runs, double Seconds) : SweepEvent(Time);

/// <summary>The execution has ended, completely or because it was stopped.</summary>
public sealed record SweepFinished(DateTimeOffset Time, SweepResult Result) : SweepEvent(Time);
