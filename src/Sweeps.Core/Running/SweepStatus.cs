using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>The state of a sweep and the work that an execution would do, determined without writing anything.</summary>
/// <param name="Cells">The number of cells of the plan.</param>
/// <param name="Completed">The number of the plan's cells that completed.</param>
/// <param name="Diverged">The number of the plan's cells that diverged. They are results, not failures.</param>
/// <param name="Failed">The number of the plan's cells that failed.</param>
/// <param name="Lacking">The number of cells whose run is stored without the rows of all current handlers. They are trained again.</param>
/// <param name="Dropped">The number of stored runs that the plan does not have. They are kept, but removed from the tables.</param>
/// <param name="Outstanding">The number of cells that are selected and not done, regardless of the limit.</param>
/// <param name="Due">The number of outstanding cells that would be trained.</param>
/// <param name="StepsDue">The number of steps to train.</param>
/// <param name="SecondsDue">The expected seconds for these steps on one core of an ordinary machine.</param>
/// <param name="Stored">The stored runs of any plan; null if there are none.</param>
public sealed record SweepStatus(int Cells, int Completed, int Diverged, int Failed, int Lacking, int Dropped, int Outstanding, int Due, long StepsDue, double SecondsDue, StoredStatus? Stored)
{
    /// <summary>The number of the plan's cells that are done, in any state.</summary>
    public int Done => Completed + Diverged + Failed;

    /// <summary>The number of cells that are not done, selected or not.</summary>
    public int Remaining => Cells - Done;

    /// <summary>The expected wall time of an execution on an ordinary machine.</summary>
    public double WallSeconds(int workers) => RunCosts.WallSeconds(SecondsDue, workers);

    /// <param name="select">Selects the cells that would be trained; null for all.</param>
    /// <param name="note">Called with messages about problems with stored files.</param>
    /// <param name="limit">The greatest number of runs that would be trained; null for no limit.</param>
    /// <exception cref="StorageException">The results cannot be read.</exception>
    public static SweepStatus Of(ITrainingEngine engine, SweepJob job, Predicate<PlannedCell>? select, Action<string> note, int? limit = null)
    {
        if (!FileProbe.IsFolder(job.Paths.Folder))
            return Of(engine, job, select, limit, null);
        using var results = ResultsReader.Open(job.Paths, job.Parameters);
        foreach (var text in results.Notes)
            note(text);
        return Of(engine, job, select, limit, results);
    }

    /// <param name="select">Selects the cells that would be trained; null for all.</param>
    /// <param name="limit">The greatest number of runs that would be trained; null for no limit.</param>
    /// <param name="results">The stored results; null if there are none. Their notes are not told.</param>
    /// <exception cref="StorageException">The results cannot be read.</exception>
    internal static SweepStatus Of(ITrainingEngine engine, SweepJob job, Predicate<PlannedCell>? select, int? limit, ResultsReader? results)
    {
        var index = new RunIndex(job.Recorded.Select(handler => handler.Signature).ToHashSet(StringComparer.Ordinal));
        var unsuitable = new HashSet<ulong>();
        if (results is not null)
            LookUp(results, job, index, unsuitable);
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
        return new(runs.Length, counts[0], counts[1], counts[2], lacking, index.Count - known + unsuitable.Count, outstanding, due, steps, seconds, results?.Status());
    }

    /// <summary>The number of cells that are done; null if it takes a look at every stored run.</summary>
    internal static int? CountIfComplete(SweepJob job, ResultsReader results)
    {
        var index = new RunIndex(job.Recorded.Select(handler => handler.Signature).ToHashSet(StringComparer.Ordinal));
        return !job.SaveModels && results.TablesOnly is { } tables && index.HasAllWanted(tables.Handlers) && tables.HasOnly(CellIds.Of(job.Cells))
            ? checked((int)tables.RowCount)
            : null;
    }

    private static void LookUp(ResultsReader results, SweepJob job, RunIndex index, HashSet<ulong> unsuitable)
    {
        foreach (var (run, ended, handlers) in results.Stored())
        {
            if (index.HasAllWanted(handlers) && (!job.SaveModels || ended == RunStatus.Failed || FileProbe.IsThere(job.Paths.Model(RunId.Format(run)))))
                index.Offer(new StoredRun(0, run, 0, ended, 0), 0);
            else
                unsuitable.Add(run);
        }
    }
}
