using Sweeps.Core.Running;

namespace Sweeps.Samples.Library;

/// <summary>Tells of each run that is finished. Events come one at a time and in order.</summary>
internal sealed class LinePerRun(TextWriter output) : IProgress<SweepEvent>
{
    public void Report(SweepEvent value)
    {
        if (value is RunFinished finished)
            output.WriteLine($"run {finished.Done} of {finished.Cells} is done");
    }
}
