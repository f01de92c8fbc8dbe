using System.Diagnostics;
using Sweeps.Core.Handlers;

namespace Sweeps.Core.Running;

/// <summary>The time that a run has taken so far, including earlier executions.</summary>
internal sealed record RunCost(double WallSeconds, double? ProcessorSeconds, double HandlerSeconds);

/// <summary>Measures one run on the thread that trains it.</summary>
internal sealed class RunClock
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly double? _processor = ThreadClock.Seconds();
    private RunCost _before = new(0, 0, 0);

    /// <summary>The time in this execution.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    public void Add(RunCost before) => _before = before;

    public RunCost State(HandlerSet? tap) => new(
        _before.WallSeconds + Elapsed.TotalSeconds,
        _before.ProcessorSeconds + ThreadClock.Seconds() - _processor,
        _before.HandlerSeconds + (tap?.Elapsed.TotalSeconds ?? 0));
}
