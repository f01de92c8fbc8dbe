using Sweeps.Cli.Output;
using Sweeps.Core.Files;
using Sweeps.Core.Running;
using Sweeps.Core.Slurm;

namespace Sweeps.Cli.Sweeping;

/// <summary>Keeps what Slurm will have forgotten: when the task that this process is began and how it ended.</summary>
internal sealed class SlurmTask(SweepPaths paths, TaskState state, TimeProvider time)
{
    /// <summary>The task that this process is; null if it was not started by a job array.</summary>
    public static SlurmTask? Of(SweepPaths paths, Shard? shard, TimeProvider time) =>
        shard is not null && TaskState.OfProcess(shard.Index, shard.Count, time.GetUtcNow()) is { } state ? new SlurmTask(paths, state, time) : null;

    public void Begin(Terminal terminal)
    {
        state.Write(paths);
        if (state.Starts > 1)
            SlurmMerge.Ensure(paths, state, terminal);
    }

    public void End(int exitCode) => (state with { Ended = time.GetUtcNow(), ExitCode = exitCode }).Write(paths);
}
