using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sweeps.Core.Files;
using Sweeps.Core.Text;

namespace Sweeps.Core.Slurm;

/// <summary>The scripts that Slurm runs: meant to be read, and to be submitted again by hand.</summary>
public static partial class BatchScript
{
    /// <summary>The script of every task. Its argument is the share of the task with index 0.</summary>
    /// <remarks>The program takes the shell's place (exec), so that a signal that Slurm sends to the batch script reaches it.</remarks>
    public static string OfTasks(SlurmJob job)
    {
        var script = Head(job, $"A task of the sweep {job.Paths.Name}: trains one of {Number(job.Tasks)} shares, from where it stopped if it is started again.");
        Option(script, $"--job-name={job.Paths.Name}");
        // Slurm fails a task without a word if the folder of its output is missing; sweeps submit makes it.
        Option(script, $"--output={Pattern(job.Paths.Slurm)}/%A_%a.out");
        Option(script, "--requeue");
        Option(script, "--open-mode=append");
        Option(script, "--signal=B:TERM@60");
        Option(script, $"--cpus-per-task={Number(job.Workers)}");
        if (job.Time is { } time)
            Option(script, $"--time={time}");
        Choices(script, job);
        script.Append('\n');
        Data(script, job);
        script.Append("share=$((${1:?the share of the task with index 0} + SLURM_ARRAY_TASK_ID))\n");
        script.Append(CultureInfo.InvariantCulture, $"exec {ShellWords.Join(job.Program)} {ShellWords.Join(job.RunArguments)} --workers {job.Workers} --wait --shard \"$share/{job.Tasks}\"\n");
        return script.ToString();
    }

    /// <summary>The script of the job that makes the tables after all tasks.</summary>
    public static string OfMerge(SlurmJob job)
    {
        var script = Head(job, $"Makes the tables of the sweep {job.Paths.Name} from what its tasks left, whether or not all of them ended well.");
        Option(script, $"--job-name={job.Paths.Name}-merge");
        Option(script, $"--output={Pattern(job.Paths.Slurm)}/merge_%j.out");
        Option(script, "--requeue");
        Option(script, "--open-mode=append");
        Choices(script, job);
        script.Append('\n');
        Data(script, job);
        script.Append(CultureInfo.InvariantCulture, $"exec {ShellWords.Join(job.Program)} {ShellWords.Join(job.MergeArguments)} --wait --after-tasks\n");
        return script.ToString();
    }

    /// <summary>Arguments of sbatch for an array of tasks.</summary>
    /// <param name="after">The array before, if only one of them may run at a time.</param>
    public static IReadOnlyList<string> ArrayArguments(SlurmJob job, ArrayChunk chunk, string? after) =>
    [
        "--parsable",
        string.Create(CultureInfo.InvariantCulture, $"--array=0-{chunk.Tasks - 1}") + (job.Throttle is { } throttle ? "%" + Number(throttle) : ""),
        .. after is null ? Array.Empty<string>() : ["--dependency=afterany:" + after],
        job.Paths.SlurmTasks,
        Number(chunk.FirstShare),
    ];

    /// <summary>Arguments of sbatch for the merge.</summary>
    public static IReadOnlyList<string> MergeArguments(SweepPaths paths, IEnumerable<string> arrays) =>
        ["--parsable", "--dependency=afterany:" + string.Join(':', arrays), paths.SlurmMerge];

    /// <summary>Whether a text is a time limit as sbatch(1) describes it.</summary>
    public static bool IsTime(string text) => Time().IsMatch(text);

    [GeneratedRegex(@"\A([0-9]{1,9}(:[0-9]{1,9}){0,2}|[0-9]{1,9}-[0-9]{1,9}(:[0-9]{1,9}){0,2}|UNLIMITED|INFINITE)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();

    /// <summary>Whether a text can stand in a line of options.</summary>
    public static bool IsOneLine(string text) => !text.Any(char.IsControl);

    private static StringBuilder Head(SlurmJob job, string what) =>
        new StringBuilder("#!/bin/bash\n").Append(CultureInfo.InvariantCulture, $"# {what}\n# Written by sweeps submit.\n");

    private static void Choices(StringBuilder script, SlurmJob job)
    {
        if (job.Partition is { } partition)
            Option(script, $"--partition={partition}");
        foreach (var argument in job.SbatchArguments)
            Option(script, argument);
    }

    private static void Data(StringBuilder script, SlurmJob job)
    {
        if (job.DataFolders is { } folders)
            script.Append(CultureInfo.InvariantCulture, $"export SWEEPS_DATA={ShellWords.Join([folders])}\n");
    }

    private static void Option(StringBuilder script, string option)
    {
        if (!IsOneLine(option))
            throw new ArgumentException($"The option '{Texts.Plain(option)}' has more than one line.", nameof(option));
        var equals = option.IndexOf('=', StringComparison.Ordinal);
        // Slurm reads these lines like a shell, quotes and '#' included.
        script.Append("#SBATCH ").Append(equals >= 0 && option.AsSpan(equals + 1).IndexOfAny(" \t\"'\\#") >= 0
            ? $"{option[..(equals + 1)]}\"{option[(equals + 1)..].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : option).Append('\n');
    }

    private static string Pattern(string path) => path.Replace("%", "%%", StringComparison.Ordinal);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
