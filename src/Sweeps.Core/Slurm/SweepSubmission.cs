using System.Text;
using Sweeps.Core.Files;
using Sweeps.Core.Text;

namespace Sweeps.Core.Slurm;

/// <summary>Writes the scripts of a sweep and gives them to Slurm.</summary>
public static class SweepSubmission
{
    /// <exception cref="StorageException">The scripts cannot be written.</exception>
    /// <exception cref="SlurmException">Slurm refuses. What it took before that stands in the message.</exception>
    public static Submission Submit(SlurmJob job, DateTimeOffset now)
    {
        PathGuard.CheckFolders(job.Paths);
        SlurmFiles.Write(job.Paths.SlurmTasks, Encoding.UTF8.GetBytes(BatchScript.OfTasks(job)));
        SlurmFiles.Write(job.Paths.SlurmMerge, Encoding.UTF8.GetBytes(BatchScript.OfMerge(job)));
        var arrays = new List<SubmittedArray>();
        try
        {
            foreach (var chunk in ArrayChunk.Split(job.Tasks, SlurmClient.MaxArraySize()))
                arrays.Add(new(SlurmClient.Submit(BatchScript.ArrayArguments(job, chunk, After(job, arrays))), chunk.FirstShare, chunk.Tasks));
            var submission = new Submission(now, job.Tasks, arrays, SlurmClient.Submit(BatchScript.MergeArguments(job.Paths, arrays.Select(array => array.Job))));
            submission.Write(job.Paths);
            return submission;
        }
        catch (SlurmException e) when (arrays.Count > 0)
        {
            throw new SlurmException($"{e.Message} Submitted already: {string.Join(", ", arrays.Select(array => array.Job))}; scancel ends them.");
        }
    }

    /// <summary>Submits the merge once more, behind all tasks, and makes it the sweep's.</summary>
    /// <returns>Its job.</returns>
    /// <exception cref="StorageException">It cannot be noted.</exception>
    /// <exception cref="SlurmException">Slurm refuses.</exception>
    public static string SubmitMerge(SweepPaths paths, Submission submission)
    {
        // Not at once: should the dependency count as fulfilled already, it is not submitted again and again every instant.
        var merge = SlurmClient.Submit(["--begin=now+30", .. BatchScript.MergeArguments(paths, submission.Arrays.Select(array => array.Job))]);
        (submission with { Merge = merge }).Write(paths);
        return merge;
    }

    /// <summary>What <see cref="Submit"/> would write and call, for people.</summary>
    public static string Describe(SlurmJob job, int maxArraySize)
    {
        var text = new StringBuilder();
        text.Append(job.Paths.SlurmTasks).Append(":\n\n").Append(BatchScript.OfTasks(job)).Append('\n');
        text.Append(job.Paths.SlurmMerge).Append(":\n\n").Append(BatchScript.OfMerge(job)).Append('\n');
        var arrays = new List<SubmittedArray>();
        foreach (var chunk in ArrayChunk.Split(job.Tasks, maxArraySize))
        {
            text.Append("sbatch ").Append(ShellWords.Join(BatchScript.ArrayArguments(job, chunk, After(job, arrays)))).Append('\n');
            arrays.Add(new($"ARRAY{arrays.Count + 1}", chunk.FirstShare, chunk.Tasks));
        }

        text.Append("sbatch ").Append(ShellWords.Join(BatchScript.MergeArguments(job.Paths, arrays.Select(array => array.Job)))).Append('\n');
        return text.ToString();
    }

    // A throttle counts within one array only.
    private static string? After(SlurmJob job, List<SubmittedArray> arrays) => job.Throttle is not null && arrays.Count > 0 ? arrays[^1].Job : null;
}
