using System.Text.Json.Serialization;
using Sweeps.Core.Files;

namespace Sweeps.Core.Slurm;

/// <summary>The record of a submission in <c>slurm/submission.json</c>, for later queries.</summary>
/// <param name="Tasks">Shares that the sweep was dealt to.</param>
/// <param name="Arrays">The job arrays.</param>
/// <param name="Merge">Number of the job that makes the tables.</param>
public sealed record Submission(DateTimeOffset Submitted, int Tasks, IReadOnlyList<SubmittedArray> Arrays, string Merge)
{
    /// <summary>Tasks that a sweep can be dealt to.</summary>
    public const int MostTasks = 1 << 22;

    /// <summary>All jobs, the merge last.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Jobs => [.. Arrays.Select(array => array.Job), Merge];

    /// <exception cref="StorageException">It cannot be written.</exception>
    public void Write(SweepPaths paths) => SlurmFiles.Write(paths.SlurmSubmission, this, SlurmJson.Default.Submission);

    /// <returns>Null if nothing was submitted, or the file cannot be understood.</returns>
    public static Submission? Read(SweepPaths paths) => SlurmFiles.Read(paths.SlurmSubmission, SlurmJson.Default.Submission) is { } submission && submission.IsPlausible() ? submission : null;

    /// <summary>Tasks that have not come to an end, by what the queue says.</summary>
    public IReadOnlyList<QueuedTask> Unfinished(IEnumerable<QueuedTask> queue) =>
        [.. queue.Where(task => !task.IsOver && Arrays.Any(array => string.Equals(array.Job, task.Job, StringComparison.Ordinal)))];

    /// <summary>Whether the merge has still to begin.</summary>
    public bool IsMergeDue(IEnumerable<QueuedTask> queue) =>
        queue.Any(task => string.Equals(task.Job, Merge, StringComparison.Ordinal) && task.State is "PENDING");

    /// <summary>Checks the record before use, since another person may have written the file: jobs become arguments of Slurm's programs, and every task is queried.</summary>
    private bool IsPlausible()
    {
        if (Tasks is < 1 or > MostTasks || Arrays is null || !IsJob(Merge))
            return false;
        var next = 1;
        foreach (var array in Arrays)
        {
            if (array is null || !IsJob(array.Job) || array.FirstShare != next || array.Tasks < 1 || array.Tasks > Tasks - next + 1)
                return false;
            next += array.Tasks;
        }

        return next == Tasks + 1;
    }

    private static bool IsJob(string? job) => job is { Length: > 0 and <= 20 } && job.All(char.IsAsciiDigit);

    /// <summary>The job and index of a share.</summary>
    /// <param name="share">From 1.</param>
    public (string Job, int Index)? Of(int share)
    {
        foreach (var array in Arrays)
            if (share >= array.FirstShare && share < array.FirstShare + array.Tasks)
                return (array.Job, share - array.FirstShare);
        return null;
    }
}

/// <summary>A job array.</summary>
/// <param name="FirstShare">Share of its task with index 0.</param>
public sealed record SubmittedArray(string Job, int FirstShare, int Tasks);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Submission))]
[JsonSerializable(typeof(TaskState))]
internal sealed partial class SlurmJson : JsonSerializerContext;
