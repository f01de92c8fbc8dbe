using System.Diagnostics;

namespace Sweeps.Core.Running;

/// <summary>Counts what is done and foresees the end. Used by the commit thread alone, but for <see cref="Trained"/> at the end.</summary>
internal sealed class SweepProgress(int cells, int done, RunQueue queue)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private double _doneSeconds;

    public int Cells => cells;

    /// <summary>Cells done, those of earlier executions included.</summary>
    public int Done => done + Trained;

    /// <summary>Runs that this execution has committed.</summary>
    public int Trained { get; private set; }

    /// <param name="expectedSeconds">What the run was expected to cost.</param>
    public void Add(double expectedSeconds)
    {
        Trained++;
        _doneSeconds += expectedSeconds;
    }

    /// <summary>Expected wall time until all that is due is trained: what is left, at the speed so far.</summary>
    public double SecondsLeft
    {
        get
        {
            var left = Math.Max(0, queue.TotalSeconds - _doneSeconds);
            var elapsed = Stopwatch.GetElapsedTime(_started).TotalSeconds;
            if (_doneSeconds > 0)
                return left / _doneSeconds * elapsed;
            return Trained == 0 ? left : elapsed / Trained * (queue.Count - Trained);
        }
    }
}
