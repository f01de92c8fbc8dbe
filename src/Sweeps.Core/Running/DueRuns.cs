using Sweeps.Core.Plans;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Store;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>Finds the runs that have to be trained.</summary>
internal static class DueRuns
{
    /// <param name="started">The start of the execution: runs that failed later are not retried again.</param>
    /// <param name="trained">The number of runs that this execution has trained already; they count towards its limit.</param>
    /// <returns>The runs to train; the number of cells that are done; the number of cells that are selected and not done, regardless of the limit; and the memory in bytes that the largest due run may need (0 if it is not needed).</returns>
    public static (RunQueue Queue, int Done, int Outstanding, long Largest) Of(ITrainingEngine engine, SweepJob job, RunOptions options, RunIndex index, DateTimeOffset started, int trained)
    {
        var cells = job.Cells;
        var prices = new RunCosts(engine, job);
        var memory = options.MaxMemory is null ? null : new RunMemory(engine, job);
        var largest = 0L;
        var mine = options.Shard is { } shard ? ShardDeal.Of(Costs(prices, job), shard) : null;
        var due = new List<int>();
        var costs = new List<float>();
        var (done, outstanding) = (0, 0);
        var limit = options.Limit is { } most ? Math.Max(0, most - trained) : int.MaxValue;
        var runs = CellIds.Of(cells).Runs;
        var isAsked = new bool[runs.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            if (index.Find(runs[i]) is { } entry && !(options.RetryFailed && entry.Status == RunStatus.Failed && entry.CommittedTicks < started.UtcTicks))
                done++;
            else
                isAsked[i] = mine?[i] != false;
        }

        foreach (var (i, cell) in CellIds.Some(cells, isAsked))
        {
            if (options.Select?.Invoke(cell) == false)
                continue;
            outstanding++;
            if (due.Count >= limit)
                continue;
            due.Add(i);
            costs.Add((float)prices.Of(cell));
            largest = Math.Max(largest, memory?.Of(cell) ?? 0);
        }

        return (new RunQueue(cells, [.. due], [.. costs]), done, outstanding, largest);
    }

    private static float[] Costs(RunCosts prices, SweepJob job)
    {
        var costs = new List<float>(job.Cells.Count);
        foreach (var cell in job.Cells)
            costs.Add((float)prices.Of(cell));
        return [.. costs];
    }
}
