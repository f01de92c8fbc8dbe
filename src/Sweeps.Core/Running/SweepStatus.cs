using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>What of a sweep is done and what an execution would have to do; found out without writing anything.</summary>
/// <param name="Cells">Of the plan.</param>
/// <param name="Completed">Cells of the plan that are completed.</param>
/// <param name="Diverged">Cells of the plan that diverged: results, not failures.</param>
/// <param name="Failed">Cells of the plan that failed.</param>
/// <param name="Lacking">Cells whose run is stored without rows that the handlers want now: they are trained again.</param>
/// <param name="Dropped">Stored runs that the plan does not have: they are kept, and leave the tables.</param>
/// <param name="Outstanding">Cells that are asked for and not done, whatever the limit.</param>
/// <param name="Due">Cells of them that would be trained.</param>
/// <param name="StepsDue">Steps to train.</param>
/// <param name="SecondsDue">Expected seconds for them on one core of an ordinary machine.</param>
/// <param name="Stored">What is stored, whatever the plan; null if there is nothing.</param>
public sealed record SweepStatus(int Cells, int Completed, int Diverged, int Failed, int Lacking, int Dropped, int Outstanding, int Due, long StepsDue, double SecondsDue, StoredStatus? Stored)
{
    /// <summary>Cells of the plan that are done, however they ended.</summary>
    public int Done => Completed + Diverged + Failed;

    /// <summary>Cells that are not done, asked for or not.</summary>
    public int Remaining => Cells - Done;

    /// <summary>Expected wall time of an execution on an ordinary machine.</summary>
    public double WallSeconds(int workers) => RunCosts.WallSeconds(SecondsDue, workers);

    /// <param name="select">The cells that would be trained; null for all.</param>
    /// <param name="note">Is told what is wrong with stored files.</param>
    /// <param name="limit">The most runs that would be trained; null for no limit.</param>
    /// <exception cref="StorageException">The results cannot be read.</exception>
    public static SweepStatus Of(ITrainingEngine engine, SweepJob job, Predicate<PlannedCell>? select, Action<string> note, int? limit = null)
    {
        var index = new RunIndex(job.Handlers.Select(handler => handler.Signature).ToHashSet(StringComparer.Ordinal));
        var unsuitable = new HashSet<ulong>();
        var status = LookUp(job, index, unsuitable, note);
        var prices = new RunCosts(engine, job);
        var counts = new int[3];
        var (lacking, outstanding, due, steps, seconds) = (0, 0, 0, 0L, 0.0);
        var runs = CellIds.Of(job.Cells).Runs;
        var isMissing = new bool[runs.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            if (index.Find(runs[i]) is { } entry)
            {
                counts[(int)entry.Status]++;
                continue;
            }

            isMissing[i] = true;
            lacking += unsuitable.Remove(runs[i]) ? 1 : 0;
        }

        foreach (var (_, cell) in CellIds.Some(job.Cells, isMissing))
        {
            if (select?.Invoke(cell) == false)
                continue;
            outstanding++;
            if (due >= limit)
                continue;
            due++;
            steps += cell.Settings.Training.Steps;
            seconds += prices.Of(cell);
        }

        var known = counts.Sum();
        return new(runs.Length, counts[0], counts[1], counts[2], lacking, index.Count - known + unsuitable.Count, outstanding, due, steps, seconds, status);
    }

    private static StoredStatus? LookUp(SweepJob job, RunIndex index, HashSet<ulong> unsuitable, Action<string> note)
    {
        if (!FileProbe.IsFolder(job.Paths.Folder))
            return null;
        using var reader = ResultsReader.Open(job.Paths);
        foreach (var text in reader.Notes)
            note(text);
        foreach (var (run, ended, handlers) in reader.Stored())
        {
            if (index.HasAllWanted(handlers) && (!job.SaveModels || ended == RunStatus.Failed || FileProbe.IsThere(job.Paths.Model(RunId.Format(run)))))
                index.Offer(new StoredRun(0, run, 0, ended, 0), 0);
            else
                unsuitable.Add(run);
        }

        return reader.Status();
    }
}
