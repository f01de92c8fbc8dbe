using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Sweeps.Core.Text;

namespace Sweeps.Core.Slurm;

/// <summary>Slurm does not do what it is asked to; the message can be shown as it is.</summary>
public sealed class SlurmException(string message) : Exception(message);

/// <summary>A task or job as the queue shows it.</summary>
/// <param name="Job">Of the array, or of the job itself.</param>
/// <param name="Index">In the array; null if it is no array.</param>
/// <param name="State">Slurm's word: <c>PENDING</c>, <c>RUNNING</c>, <c>COMPLETED</c> …</param>
/// <param name="Reason">The reason why the job is not running; <c>None</c> if there is no reason.</param>
public sealed record QueuedTask(string Job, int? Index, string State, string Reason)
{
    /// <summary>Whether the job has ended. It can still be requeued.</summary>
    public bool IsOver => State is "BOOT_FAIL" or "CANCELLED" or "COMPLETED" or "COMPLETING" or "DEADLINE" or "FAILED" or "NODE_FAIL" or "OUT_OF_MEMORY" or "PREEMPTED" or "REVOKED" or "TIMEOUT";
}

/// <summary>Asks Slurm's own programs: sbatch, squeue, scontrol.</summary>
public static class SlurmClient
{
    /// <summary>Tasks that an array may have.</summary>
    /// <exception cref="SlurmException">It cannot be read.</exception>
    public static int MaxArraySize() => ReadMaxArraySize(Run("scontrol", ["show", "config"]));

    /// <summary>Finds it in what <c>scontrol show config</c> prints.</summary>
    /// <exception cref="SlurmException">It is not there.</exception>
    public static int ReadMaxArraySize(string config)
    {
        foreach (var line in config.Split('\n'))
        {
            var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is ["MaxArraySize", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
                return size >= 1 ? size : throw new SlurmException("This cluster takes no job arrays: its MaxArraySize is 0.");
        }

        throw new SlurmException("'scontrol show config' tells no MaxArraySize.");
    }

    /// <summary>Submits a script.</summary>
    /// <returns>The job's number.</returns>
    /// <exception cref="SlurmException">It is refused.</exception>
    public static string Submit(IReadOnlyList<string> arguments)
    {
        // With several clusters it is JOB;CLUSTER.
        var job = Run("sbatch", arguments).Trim().Split(';')[0];
        return job.Length > 0 && job.All(char.IsAsciiDigit) ? job : throw new SlurmException($"sbatch did not tell a job's number but '{Texts.Plain(job)}'.");
    }

    /// <summary>What the queue knows of these jobs. It forgets jobs some minutes after their end.</summary>
    /// <exception cref="SlurmException">It cannot be asked.</exception>
    public static IReadOnlyList<QueuedTask> Queue(IReadOnlyCollection<string> jobs)
    {
        try
        {
            return ReadQueue(Run("squeue", ["--noheader", "--array", "--states=all", "--jobs=" + string.Join(',', jobs), "--format=%F|%K|%T|%r"]));
        }
        catch (SlurmException forgotten) when (forgotten.Message.Contains("Invalid job id", StringComparison.Ordinal))
        {
            return [];
        }
    }

    /// <summary>Reads lines <c>JOB|INDEX|STATE|REASON</c>.</summary>
    public static IReadOnlyList<QueuedTask> ReadQueue(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split('|')).Where(parts => parts.Length == 4)
            .Select(parts => new QueuedTask(parts[0], int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null, parts[2], parts[3])),
    ];

    private static string Run(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? output
                : throw new SlurmException($"{program} failed: {Texts.Plain(error.GetAwaiter().GetResult().Trim())}");
        }
        catch (Win32Exception)
        {
            throw new SlurmException($"There is no {program} here: this is no machine of a Slurm cluster, or its programs are not on the PATH.");
        }
    }
}
