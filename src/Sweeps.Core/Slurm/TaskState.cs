using System.Globalization;
using Sweeps.Core.Files;

namespace Sweeps.Core.Slurm;

/// <summary>What a task wrote about itself: Slurm's queue forgets it some minutes after its end. <c>slurm/task-I-of-N.json</c>.</summary>
/// <param name="Job">Number of the array.</param>
/// <param name="Index">In the array.</param>
/// <param name="Starts">How often it was started: 1 unless it was requeued.</param>
/// <param name="Ended">Null while it runs, and for ever if it was killed.</param>
/// <param name="ExitCode">Null like <paramref name="Ended"/>.</param>
public sealed record TaskState(int Share, int Shares, string Job, int Index, int Starts, string Host, int Process, DateTimeOffset Started, DateTimeOffset? Ended, int? ExitCode)
{
    /// <summary>The task that this process is, from the variables that Slurm sets; null if it is none.</summary>
    public static TaskState? OfProcess(int share, int shares, DateTimeOffset now)
    {
        var job = Environment.GetEnvironmentVariable("SLURM_ARRAY_JOB_ID");
        return string.IsNullOrEmpty(job)
            ? null
            : new TaskState(share, shares, job, Number("SLURM_ARRAY_TASK_ID"), Number("SLURM_RESTART_COUNT") + 1, Environment.MachineName, Environment.ProcessId, now, null, null);
    }

    /// <exception cref="StorageException">It cannot be written.</exception>
    public void Write(SweepPaths paths) => SlurmFiles.Write(paths.SlurmTask(Share, Shares), this, SlurmJson.Default.TaskState);

    /// <returns>Null if the task never started, or the file cannot be understood.</returns>
    public static TaskState? Read(SweepPaths paths, int share, int shares) => SlurmFiles.Read(paths.SlurmTask(share, shares), SlurmJson.Default.TaskState);

    private static int Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
