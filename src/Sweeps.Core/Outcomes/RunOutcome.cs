using Sweeps.Core.Parameters;

namespace Sweeps.Core.Outcomes;

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>All steps were trained.</summary>
    Completed,

    /// <summary>A loss was not finite. Everything recorded until then is kept.</summary>
    Diverged,

    /// <summary>An exception ended the run.</summary>
    Failed,
}

/// <summary>A row of <c>runs.parquet</c> and of <c>timings.parquet</c>: everything about a run except its series.</summary>
public sealed record RunOutcome
{
    /// <summary>The run's id: 16 hexadecimal digits.</summary>
    public required string Run { get; init; }

    /// <summary>The number of the cell when the run was trained. A later plan may give it another number.</summary>
    public int Cell { get; init; }

    /// <summary>The values of its parameters.</summary>
    public required ParameterValues Parameters { get; init; }

    /// <summary>How the run ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The first step whose loss was not finite; null if the run did not diverge.</summary>
    public int? DivergedAt { get; init; }

    /// <summary>What ended a failed run: the exception's type and message.</summary>
    public string? Error { get; init; }

    /// <summary>The figures of the run's losses.</summary>
    public required LossFigures Losses { get; init; }

    /// <summary>Mean cross-entropy over the whole training split at the end, if it was evaluated.</summary>
    public double? LossTrain { get; init; }

    /// <summary>Mean cross-entropy over the validation split at the end, if it was evaluated.</summary>
    public double? LossValid { get; init; }

    /// <summary>Mean cross-entropy over the test split at the end, if it was evaluated.</summary>
    public double? LossTest { get; init; }

    /// <summary>The metrics of the task at the end, by the names of their columns: <c>accuracy_valid</c>. <value>Default: none.</value></summary>
    public RunStatistics Metrics { get; init; } = RunStatistics.None;

    /// <summary>The number of trained parameters.</summary>
    public long ParameterCount { get; init; }

    /// <summary>SHA-256 of the weights as <c>models/&lt;run&gt;.safetensors</c> holds them, saved or not; null for a failed run.</summary>
    public string? WeightsSha256 { get; init; }

    /// <summary>The findings as text, once the run is in final tables; null if there are none.</summary>
    public string? Findings { get; init; }

    /// <summary>The measures of the run's series, once the run is in final tables.</summary>
    public RunStatistics Statistics { get; init; } = RunStatistics.None;

    /// <summary>The handlers whose rows are stored with the run.</summary>
    public IReadOnlyList<HandlerKey> Handlers { get; init; } = [];

    /// <summary>The time that the run took.</summary>
    public RunTimings Timings { get; init; } = RunTimings.Unknown;

    /// <summary>Whether the run completed but did not train.</summary>
    public OutcomeFlags Flags => OutcomeFlags.Of(this);

    /// <summary>The number of steps in the mean losses at the start and at the end, for a run that did all its steps.</summary>
    public int LossWindow => LossFigures.Window(Parameters.Of(Parameters.Set.Train.Steps) as int? ?? 2 * LossFigures.LongestWindow);

    /// <summary>Whether recorded losses include a penalty besides the cross-entropy.</summary>
    public bool HasL2Penalty => Parameters.Of(Parameters.Set.Train.L2Penalty) is > 0.0;

    /// <summary>Whether losses are cross-entropies, whose level for outputs that say nothing is ln of the number of classes.</summary>
    internal bool IsClassification => Parameters.Set.Dataset.IsClassification(Parameters);

    /// <summary>Whether the run was stored by a version without a level of chance. In that version, the means at the start and at the end were over up to 100 steps, even if the two windows overlapped.</summary>
    internal bool IsFromBeforeChance => Status != RunStatus.Failed && Losses.Chance is null;

    /// <summary>The outcome as this version would store it.</summary>
    internal RunOutcome Restated(ReadOnlySpan<float> losses) => IsFromBeforeChance ? this with { Losses = LossFigures.Again(this, losses) } : this;
}

/// <summary>The handler that filled a table.</summary>
/// <param name="Name">The name of the table.</param>
/// <param name="Signature">A hash over kind, revision, options and schedule: rows with the same signature are interchangeable.</param>
public sealed record HandlerKey(string Name, string Signature);

/// <summary>The time that a run took. It differs between executions.</summary>
/// <param name="WallSeconds">The time from start to end, without pauses.</param>
/// <param name="ProcessorSeconds">The processor time of its thread; null if the system does not report it.</param>
/// <param name="HandlerSeconds">The time in handlers.</param>
/// <param name="Worker">The number of the worker, from 0.</param>
/// <param name="Host">The name of the machine.</param>
/// <param name="CommittedTicks">UTC time of the commit in ticks: among several records of a run the latest counts.</param>
public sealed record RunTimings(double? WallSeconds, double? ProcessorSeconds, double? HandlerSeconds, int? Worker, string? Host, long CommittedTicks)
{
    /// <summary>Timings of which nothing is known.</summary>
    public static RunTimings Unknown { get; } = new(null, null, null, null, null, 0);
}
