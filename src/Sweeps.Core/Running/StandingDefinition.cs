using Sweeps.Core.Files;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;

namespace Sweeps.Core.Running;

/// <summary>Says in a results folder which definition stands there, before any run of it is committed.</summary>
public static class StandingDefinition
{
    /// <summary>Writes what is not there yet: the plan's runs, the composed definition, and the definition as given, in this order. Whoever is killed between leaves the definition before.</summary>
    /// <param name="session">Names this execution in file names.</param>
    /// <exception cref="StorageException">A file cannot be read or written.</exception>
    public static void Keep(SweepJob job, StandingPlan plan, string session)
    {
        var paths = job.Paths;
        if (!Keep(paths.Plan, plan.Encode(job.Definition.Span, job.Composed.Span), session))
            RemoveViews(paths);
        Keep(paths.Composed, job.Composed, session);
        Keep(paths.Definition, job.Definition, session);
    }

    /// <summary>The same where nobody executes the sweep yet.</summary>
    /// <exception cref="StorageException">A file cannot be read or written.</exception>
    public static void Announce(SweepJob job)
    {
        PathGuard.CheckFolders(job.Paths);
        Folders.Create(job.Paths.Folder);
        Keep(job, PlanOf(job), $"announced-{Guid.NewGuid():n}");
    }

    /// <exception cref="InvalidOperationException">A run stands in the plan twice.</exception>
    public static StandingPlan PlanOf(SweepJob job)
    {
        var (runs, cells) = CellIds.Of(job.Cells);
        var plan = StandingPlan.Of(runs.Zip(cells));
        return plan.FirstTwice is { } run ? throw new InvalidOperationException($"The run {RunId.Format(run)} stands in the plan twice.") : plan;
    }

    /// <returns>Whether it stood there.</returns>
    private static bool Keep(string path, ReadOnlyMemory<byte> content, string session)
    {
        if (FileReading.BytesIfThere(path) is { } there && there.AsSpan().SequenceEqual(content.Span))
            return true;
        AtomicFile.Write(path, SweepPaths.Temporary(path, session), content);
        return false;
    }

    // They show runs of the definition before; the next ones show those of this one.
    private static void RemoveViews(SweepPaths paths)
    {
        foreach (var view in Folders.Files(paths.Parts, ".parquet"))
            FileActions.TryDelete(view);
    }
}
