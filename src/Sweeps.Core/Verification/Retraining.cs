using Sweeps.Core.Journals;
using Sweeps.Core.Plans;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Training;

namespace Sweeps.Core.Verification;

/// <summary>Trains runs of a sweep again from the beginning and stores nothing. Not thread-safe.</summary>
internal sealed class Retraining(ITrainingEngine engine, SweepJob job)
{
    private static readonly RunOptions s_options = new() { SaveStateEvery = TimeSpan.MaxValue, SaveStateOnStopAfter = TimeSpan.MaxValue, ProgressEvery = TimeSpan.MaxValue };
    private readonly SweepJob _job = job with { SaveModels = false };

    /// <returns>Everything that would be stored of it, or null if it was stopped.</returns>
    public RunRecord? Train(PlannedCell cell, CancellationToken stop)
    {
        var progress = new SweepProgress(1, 0, new RunQueue([cell], [0], [0]), TimeProvider.System);
        var trainer = new RunTrainer(engine, _job, s_options, new EventSink(NoProgress.Instance, TimeProvider.System), new ModelFiles(_job.Paths, ""), states: null, progress, TimeProvider.System, worker: 0);
        return trainer.Train(cell, stop);
    }
}
