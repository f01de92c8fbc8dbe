using System.Diagnostics;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>Divides a run into slices that are short enough to notice a stop at once, and long enough to take no measurable time.</summary>
internal sealed class SlicePace
{
    private const double TargetSeconds = 0.02;
    private const int LargestGrowth = 8;
    private int _steps = 8;

    /// <param name="most">The most steps that may be trained.</param>
    public void Advance(ITrainingRun run, int most)
    {
        var steps = Math.Min(_steps, most);
        var started = Stopwatch.GetTimestamp();
        run.Advance(steps);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var fitting = seconds > 0 ? steps * TargetSeconds / seconds : double.MaxValue;
        _steps = (int)Math.Clamp(fitting, 1, Math.Min((double)_steps * LargestGrowth, 1 << 20));
    }
}
