using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Running;

/// <summary>Something that happened while a sweep was executed. Events come one at a time, in order.</summary>
/// <param name="Time">UTC.</param>
public abstract record SweepEvent(DateTimeOffset Time);

/// <summary>What there is to do.</summary>
/// <param name="Cells">Of the plan.</param>
/// <param name="Done">Cells that need no training.</param>
/// <param name="Due">Cells that will be trained now.</param>
/// <param name="EstimatedSeconds">Expected wall time with these workers on an ordinary machine.</param>
public sealed record SweepStarted(DateTimeOffset Time, string Name, string Folder, int Cells, int Done, int Due, int Workers, double EstimatedSeconds) : SweepEvent(Time)
{
    /// <summary>Cells that are asked for and not done, whatever the limit: those that are chosen, of this share. <see cref="Due"/> of them are trained now.</summary>
    public int Outstanding { get; init; } = Due;

    /// <summary>The most runs that may be trained now; null for no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>The best of the runs that are done already; null if none of them trained.</summary>
    public BestRun? Best { get; init; }
}

/// <summary>Something about the stored results that a user should know: damage moved aside, a stale lock taken over.</summary>
public sealed record StorageNoted(DateTimeOffset Time, string Message) : SweepEvent(Time);

/// <summary>Something that happened to a run on a worker.</summary>
public abstract record RunEvent(DateTimeOffset Time, int Worker, int Cell, string Run) : SweepEvent(Time);

/// <param name="Parameters">Values for <see cref="Plans.ParameterColumns.All"/>.</param>
/// <param name="FirstStep">0, or the step from which it goes on.</param>
public sealed record RunStarted(DateTimeOffset Time, int Worker, int Cell, string Run, IReadOnlyList<object?> Parameters, int Steps, int FirstStep) : RunEvent(Time, Worker, Cell, Run);

/// <param name="Step">Steps done.</param>
/// <param name="Loss">Of the last step done; NaN before the first.</param>
public sealed record RunProgressed(DateTimeOffset Time, int Worker, int Cell, string Run, int Step, int Steps, float Loss) : RunEvent(Time, Worker, Cell, Run)
{
    /// <summary>Expected until all that is due is trained.</summary>
    public double SecondsLeft { get; init; }
}

/// <summary>A run is trained and durable.</summary>
/// <param name="Done">Cells done so far, this one included.</param>
/// <param name="Cells">Of the plan.</param>
/// <param name="SecondsLeft">Expected, by the cost of what is left and the speed so far.</param>
public sealed record RunFinished(DateTimeOffset Time, RunOutcome Outcome, int Done, int Cells, double SecondsLeft) : SweepEvent(Time)
{
    /// <summary>Runs trained so far of those that were due when training began, this one included.</summary>
    public int Trained { get; init; } = Done;

    /// <summary>Runs that were due when training began.</summary>
    public int Due { get; init; } = Cells;
}

/// <summary>A run failed: the exception with its stack, for the log. <see cref="RunFinished"/> follows.</summary>
public sealed record RunFailed(DateTimeOffset Time, int Worker, int Cell, string Run, Exception Cause) : RunEvent(Time, Worker, Cell, Run);

/// <summary>All that is due is trained; the final tables are being written.</summary>
public sealed record TablesStarted(DateTimeOffset Time, int Runs) : SweepEvent(Time);

/// <summary>The final tables are in place.</summary>
public sealed record TablesFinished(DateTimeOffset Time, int Runs, double Seconds) : SweepEvent(Time);

/// <summary>The end, whichever.</summary>
public sealed record SweepFinished(DateTimeOffset Time, SweepResult Result) : SweepEvent(Time);
