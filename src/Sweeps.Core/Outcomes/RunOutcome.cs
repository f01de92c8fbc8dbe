using Sweeps.Core.Parameters;

namespace Sweeps.Core.Outcomes;

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>All steps were trained.</summary>
    Completed,

    /// <summary>The loss was no longer finite; everything until then is kept.</summary>
    Diverged,

    /// <summary>An exception ended it.</summary>
    Failed,
}

/// <summary>A row of <c>runs.parquet</c> and of <c>timings.parquet</c>: all about a run but its series.</summary>
public sealed record RunOutcome
{
    /// <summary>16 hexadecimal digits.</summary>
    public required string Run { get; init; }

    /// <summary>Number in the grid when it was trained; a later plan may give it another.</summary>
    public int Cell { get; init; }

    /// <summary>A value (null where it has no effect) for each of <see cref="ParameterSet.All"/>.</summary>
    public IReadOnlyList<object?> Parameters { get; init; } = [];

    /// <summary>How it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The first step whose loss was not finite.</summary>
    public int? DivergedAt { get; init; }

    /// <summary>What ended a failed run: the exception's type and message.</summary>
    public string? Error { get; init; }

    /// <summary>Its losses in a few numbers.</summary>
    public required LossFigures Losses { get; init; }

    /// <summary>Mean cross-entropy over the whole training split at the end, if it was evaluated.</summary>
    public double? LossTrain { get; init; }

    /// <summary>Mean cross-entropy over the validation split at the end, if it was evaluated.</summary>
    public double? LossValid { get; init; }

    /// <summary>Mean cross-entropy over the test split at the end, if it was evaluated.</summary>
    public double? LossTest { get; init; }

    /// <summary>Trained parameters.</summary>
    public long ParameterCount { get; init; }

    /// <summary>SHA-256 of the weights as <c>models/&lt;run&gt;.safetensors</c> holds them, saved or not; null for a failed run.</summary>
    public string? WeightsSha256 { get; init; }

    /// <summary>What the findings say of it, once it stands in final tables; null for nothing.</summary>
    public string? Findings { get; init; }

    /// <summary>Its series in a number each, once it stands in final tables.</summary>
    public RunStatistics Statistics { get; init; } = RunStatistics.None;

    /// <summary>The handlers whose rows are stored with it.</summary>
    public IReadOnlyList<HandlerKey> Handlers { get; init; } = [];

    /// <summary>What it cost.</summary>
    public RunTimings Timings { get; init; } = RunTimings.Unknown;

    /// <summary>Whether it did not train, though it was completed.</summary>
    public OutcomeFlags Flags => OutcomeFlags.Of(this);

    /// <summary>Steps that its losses at the start and at the end are means over, if it came to the end.</summary>
    public int LossWindow => LossFigures.Window(Value(ParameterSet.Shipped.Train.Steps) as int? ?? 2 * LossFigures.LongestWindow);

    /// <summary>Whether its recorded losses are more than the cross-entropy.</summary>
    public bool HasPenalty => Value(ParameterSet.Shipped.Train.Penalty) is > 0.0;

    /// <summary>Whether it was stored before there was a level of chance. Means at the start and at the end were of up to 100 steps then, even where the two overlapped.</summary>
    internal bool IsFromBeforeChance => Status != RunStatus.Failed && Losses.Chance is null;

    /// <summary>The value of a parameter; null where it has no effect or is not known.</summary>
    internal object? Value(Parameter parameter) => (uint)parameter.Index < (uint)Parameters.Count ? Parameters[parameter.Index] : null;

    /// <summary>As it would be stored today.</summary>
    internal RunOutcome Restated(ReadOnlySpan<float> losses) => IsFromBeforeChance ? this with { Losses = LossFigures.Again(this, losses) } : this;
}

/// <summary>Which handler filled a table.</summary>
/// <param name="Name">Of the table.</param>
/// <param name="Signature">A hash over kind, revision, options and schedule: rows with the same signature are interchangeable.</param>
public sealed record HandlerKey(string Name, string Signature);

/// <summary>What a run cost; differs between executions.</summary>
/// <param name="WallSeconds">From start to end, pauses left out.</param>
/// <param name="ProcessorSeconds">Of its thread, where the system tells.</param>
/// <param name="HandlerSeconds">Inside handlers.</param>
/// <param name="Worker">Number of the worker, from 0.</param>
/// <param name="Host">Name of the machine.</param>
/// <param name="CommittedTicks">UTC time of the commit in ticks: among several records of a run the latest counts.</param>
public sealed record RunTimings(double? WallSeconds, double? ProcessorSeconds, double? HandlerSeconds, int? Worker, string? Host, long CommittedTicks)
{
    /// <summary>Nothing is known.</summary>
    public static RunTimings Unknown { get; } = new(null, null, null, null, null, 0);
}
