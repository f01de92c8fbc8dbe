using Sweeps.Cli.Output;
using Sweeps.Cli.Verbs;
using Sweeps.Core.Files;
using Sweeps.Core.Slurm;

namespace Sweeps.Cli.Sweeping;

/// <summary>Sees to it that a merge comes after the last task, requeued ones included.</summary>
internal static class SlurmMerge
{
    /// <summary>Submits the merge again if tasks are still to run: a task may have been requeued after the merge was free to start.</summary>
    /// <returns>Whether it was.</returns>
    public static bool TryPutBehindTasks(SweepPaths paths, Terminal terminal)
    {
        if (Submission.Read(paths) is not { } submission)
            return false;
        try
        {
            var due = submission.Unfinished(SlurmClient.Queue(submission.Jobs));
            if (due.Count == 0)
                return false;
            terminal.Warn($"{Quantity.Of(due.Count, "task")} ({due[0].Job}_{due[0].Index}, {due[0].State}) {(due.Count == 1 ? "is" : "are")} still to run. Job {SweepSubmission.SubmitMerge(paths, submission)} writes the tables after that.");
            return true;
        }
        catch (SlurmException exception)
        {
            terminal.Warn($"Slurm does not answer: {exception.Message} The tables are written from what is there now.");
            return false;
        }
    }

    /// <summary>For a task that was started again: its merge may be over by now.</summary>
    public static void Ensure(SweepPaths paths, TaskState task, Terminal terminal)
    {
        if (Submission.Read(paths) is not { } submission || !submission.Arrays.Any(array => string.Equals(array.Job, task.Job, StringComparison.Ordinal)))
            return;
        try
        {
            if (!submission.IsMergeDue(SlurmClient.Queue(submission.Jobs)))
                terminal.Warn($"The merge of this sweep had ended when this task was started again; job {SweepSubmission.SubmitMerge(paths, submission)} writes the tables again.");
        }
        catch (SlurmException exception)
        {
            terminal.Warn($"No merge could be submitted: {exception.Message} Make the tables when all tasks are done: {SweepCalls.About(MergeVerb.Name, paths)}");
        }
    }
}
