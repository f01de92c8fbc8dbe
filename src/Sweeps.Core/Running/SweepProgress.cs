using System.Collections.Concurrent;

namespace Sweeps.Core.Running;

/// <summary>Counts what is done and foresees the end. Thread-safe.</summary>
internal sealed class SweepProgress(int cells, int done, RunQueue queue, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly ConcurrentDictionary<string, (double Expected, double Fraction)> _underWay = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private double _doneSeconds;
    private int _trained;

    public int Cells => cells;

    /// <summary>Runs that were due when training began.</summary>
    public int Due => queue.Count;

    /// <summary>Cells done, those of earlier executions included.</summary>
    public int Done => done + Trained;

    /// <summary>Runs that this execution has committed.</summary>
    public int Trained => Volatile.Read(ref _trained);

    /// <param name="expectedSeconds">What the run is expected to cost.</param>
    public void Begin(string run, double expectedSeconds) => _underWay[run] = (expectedSeconds, 0);

    /// <param name="fraction">Of its steps that are done.</param>
    public void Advance(string run, double fraction)
    {
        if (_underWay.TryGetValue(run, out var known))
            _underWay[run] = known with { Fraction = fraction };
    }

    /// <summary>The run is committed.</summary>
    public void End(string run)
    {
        _underWay.TryRemove(run, out var known);
        lock (_gate)
        {
            _doneSeconds += known.Expected;
            _trained++;
        }
    }

    /// <summary>Expected wall time until all that is due is trained: what is left, at the speed so far. Runs under way count by their steps.</summary>
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
