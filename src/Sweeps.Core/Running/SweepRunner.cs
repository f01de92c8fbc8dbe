using Sweeps.Core.Files;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>Trains what is due of a sweep, commits every run, and writes the tables.</summary>
internal sealed class SweepRunner(ITrainingEngine engine, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <param name="stop">Asks for an orderly stop: within two seconds everything finished is durable and the task ends with <see cref="SweepResult.Stopped"/>.</param>
    /// <exception cref="StorageException">Results cannot be read or written, or somebody else is working there. What was committed before is safe.</exception>
    /// <exception cref="MemoryLimitException">Not even one of the runs due fits into <see cref="RunOptions.MaxMemory"/>.</exception>
    /// <exception cref="OperationCanceledException">It was stopped while it waited for others who work in the folder.</exception>
    /// <exception cref="ArgumentException">The options do not go together.</exception>
    public Task<SweepResult> RunAsync(SweepJob job, RunOptions options, IProgress<SweepEvent> progress, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1, nameof(options));
        if (options.Fresh && options.Shard is not null)
            throw new ArgumentException("A share cannot begin afresh: the others would lose their runs.", nameof(options));
        return Task.Factory.StartNew(
            () => new SweepExecution(engine, job, options, progress, _time, stop).Run(),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>Folds everything that is stored into the final tables; trains nothing.</summary>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    public Task<SweepResult> MergeAsync(SweepJob job, IProgress<SweepEvent> progress, CancellationToken stop) =>
        RunAsync(job, new RunOptions { Limit = 0 }, progress, stop);
}
