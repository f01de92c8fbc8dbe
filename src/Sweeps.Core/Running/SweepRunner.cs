using Sweeps.Core.Files;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>Trains the due runs of a sweep, commits every run, and writes the tables.</summary>
internal sealed class SweepRunner(ITrainingEngine engine, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <param name="stop">Requests an orderly stop: within two seconds all finished runs are durable, and the task ends with <see cref="SweepResult.Stopped"/>.</param>
    /// <exception cref="StorageException">Results cannot be read or written, or another process works in the folder. Runs that were committed before are safe.</exception>
    /// <exception cref="MemoryLimitException">Not even one of the due runs fits into <see cref="RunOptions.MaxMemory"/>.</exception>
    /// <exception cref="OperationCanceledException">The execution was stopped while it waited for other processes that work in the folder.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
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

    /// <summary>Writes all stored runs into the final tables without training.</summary>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    public Task<SweepResult> MergeAsync(SweepJob job, IProgress<SweepEvent> progress, CancellationToken stop) =>
        RunAsync(job, new RunOptions { Limit = 0 }, progress, stop);
}
