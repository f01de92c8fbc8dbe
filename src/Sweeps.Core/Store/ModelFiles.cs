using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Store;

/// <summary>Saved weights, with one file per run. Files of runs that the definition does not have are kept in another folder.</summary>
internal sealed class ModelFiles(SweepPaths paths, string session)
{
    /// <summary>Whether the weights of a run are saved and whole.</summary>
    public bool Has(RunOutcome outcome)
    {
        if (outcome.Status == RunStatus.Failed)
            return true;
        if (IsWhole(paths.Model(outcome.Run), outcome.WeightsSha256))
            return true;
        return IsWhole(paths.KeptModel(outcome.Run), outcome.WeightsSha256) && MoveBack(outcome.Run);
    }

    /// <summary>Saves weights and makes the file durable.</summary>
    public void Save(string run, ReadOnlyMemory<byte> safetensors)
    {
        Folders.Create(paths.Models);
        AtomicFile.Write(paths.Model(run), paths.Temporary($"{session}-{run}"), safetensors);
    }

    /// <summary>Moves the weights of runs that are no longer wanted to another folder.</summary>
    public void KeepOnly(Predicate<ulong> wanted)
    {
        var unwanted = Folders.Files(paths.Models, ".safetensors")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(run => RunId.IsValid(run) && !wanted(RunId.Parse(run)))
            .ToList();
        if (unwanted.Count > 0)
        {
            Folders.Create(paths.KeptModels);
            foreach (var run in unwanted)
                FileActions.Rename(paths.Model(run), paths.KeptModel(run));
            Folders.Sync(paths.KeptModels);
        }

        Folders.RemoveIfEmpty(paths.Models);
    }

    private bool MoveBack(string run)
    {
        Folders.Create(paths.Models);
        FileActions.Rename(paths.KeptModel(run), paths.Model(run));
        Folders.Sync(paths.Models);
        return true;
    }

    public static bool IsWhole(string path, string? sha256) =>
        sha256 is not null && FileProbe.IsThere(path) && string.Equals(FileReading.Sha256(path), sha256, StringComparison.Ordinal);
}
