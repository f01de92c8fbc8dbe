using System.Collections.Concurrent;

namespace Sweeps.Core.Running;

/// <summary>Counts finished runs and estimates the remaining time. Thread-safe.</summary>
internal sealed class SweepProgress(int cells, int done, RunQueue queue, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly ConcurrentDictionary<string, (double Expected, double Fraction)> _underWay = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private double _doneSeconds;
    private int _trained;

    public int Cells => cells;

    /// <summary>The number of runs that were due when training began.</summary>
    public int Due => queue.Count;

    /// <summary>The number of cells done, including those of earlier executions.</summary>
    public int Done => done + Trained;

    /// <summary>The number of runs that this execution has committed.</summary>
    public int Trained => Volatile.Read(ref _trained);

    /// <param name="expectedSeconds">The expected time of the run.</param>
    public void Begin(string run, double expectedSeconds) => _underWay[run] = (expectedSeconds, 0);

    /// <param name="fraction">The fraction of its steps that are done, from 0 to 1.</param>
    public void Advance(string run, double fraction)
    {
        if (_underWay.TryGetValue(run, out var known))
            _underWay[run] = known with { Fraction = fraction };
    }

    /// <summary>Counts a run as committed.</summary>
    public void End(string run)
    {
        _underWay.TryRemove(run, out var known);
        lock (_gate)
        {
            _doneSeconds += known.Expected;
            _trained++;
        }
    }

    /// <summary>The expected wall time until all due runs are trained, at the speed so far. Runs in progress count by their steps.</summary>
    public double SecondsLeft
    {
        get
        {
            double doneSeconds;
            lock (_gate)
                doneSeconds = _doneSeconds;
            doneSeconds += _underWay.Values.Sum(run => run.Expected * run.Fraction);
            var left = Math.Max(0, queue.TotalSeconds - doneSeconds);
            return doneSeconds > 0 ? left / doneSeconds * time.GetElapsedTime(_started).TotalSeconds : left;
        }
    }
}
