using Sweeps.Core.Results;
using Sweeps.Engine.Training;

namespace Sweeps.Core.Running;

/// <summary>Trains what is due of a sweep, commits every run, and writes the tables.</summary>
public sealed class SweepRunner(ITrainingEngine engine, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <param name="stop">Asks for an orderly stop: within two seconds everything finished is durable and the call returns with <see cref="SweepResult.Stopped"/>.</param>
    /// <exception cref="StorageException">Results cannot be read or written. What was committed before is safe.</exception>
    public Task<SweepResult> RunAsync(SweepJob job, RunOptions options, ISweepObserver observer, CancellationToken stop)
    {
        _ = (engine, _time, job, options, observer, stop);
        throw new NotSupportedException("The runner is not there yet.");
    }
}
