using Sweeps.Core.Files;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;

namespace Sweeps.Core.Running;

/// <summary>Writes the definition into a results folder, before any run of it is committed.</summary>
public static class StandingDefinition
{
    /// <summary>Writes the files that are not up to date: the plan's runs, the composed definition, and the definition as given, in this order. If the process is killed in between, the earlier definition remains.</summary>
    /// <param name="session">The name of this execution in file names.</param>
    /// <exception cref="StorageException">A file cannot be read or written.</exception>
    public static void Keep(SweepJob job, StandingPlan plan, string session)
    {
        var paths = job.Paths;
        if (job.Parameters.Tasks.Count > 0)
            Keep(paths.Tasks, StoredTasks.Write(job.Parameters.Tasks), session);
        if (!Keep(paths.Plan, plan.Encode(job.Definition.Span, job.Composed.Span), session))
            RemoveViews(paths);
        Keep(paths.Composed, job.Composed, session);
        Keep(paths.Definition, job.Definition, session);
    }

    /// <summary>Writes the same files for a sweep that is not being executed yet.</summary>
    /// <exception cref="StorageException">A file cannot be read or written.</exception>
    public static void Announce(SweepJob job)
    {
        PathGuard.CheckFolders(job.Paths);
        Folders.Create(job.Paths.Folder);
        Keep(job, PlanOf(job), $"announced-{Guid.NewGuid():n}");
    }

    /// <exception cref="InvalidOperationException">The plan contains a run twice.</exception>
    public static StandingPlan PlanOf(SweepJob job)
    {
        var (runs, cells) = CellIds.Of(job.Cells);
        var plan = StandingPlan.Of(runs, cells, job.PlanOrigin);
        return plan.FirstTwice is { } run ? throw new InvalidOperationException($"The run {RunId.Format(run)} stands in the plan twice.") : plan;
    }

    /// <returns>Whether the file had this content already.</returns>
    private static bool Keep(string path, ReadOnlyMemory<byte> content, string session)
    {
        if (FileReading.BytesIfThere(path) is { } there && there.AsSpan().SequenceEqual(content.Span))
            return true;
        AtomicFile.Write(path, SweepPaths.Temporary(path, session), content);
        return false;
    }

    // These preliminary tables show runs of the earlier definition; the next ones show runs of this one.
    private static void RemoveViews(SweepPaths paths)
    {
        foreach (var view in Folders.Files(paths.Parts, ".parquet"))
            FileActions.TryDelete(view);
    }
}
