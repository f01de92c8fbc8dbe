namespace Sweeps.Core.Results;

/// <summary>Saved weights: a file per run, kept aside while the definition does not have the run.</summary>
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

    /// <summary>Saves weights, durably.</summary>
    public void Save(string run, ReadOnlyMemory<byte> safetensors)
    {
        try
        {
            Directory.CreateDirectory(paths.Models);
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            throw StorageException.From("Cannot create", paths.Models, e);
        }

        AtomicFile.Write(paths.Model(run), paths.Temporary($"{session}-{run}"), safetensors);
    }

    /// <summary>Moves the weights of runs that are no longer wanted out of the way.</summary>
    public void KeepOnly(Predicate<ulong> wanted)
    {
        try
        {
            if (!Directory.Exists(paths.Models))
                return;
            foreach (var file in Directory.EnumerateFiles(paths.Models, "*.safetensors"))
            {
                var run = Path.GetFileNameWithoutExtension(file);
                if (!RunId.IsValid(run) || wanted(RunId.Parse(run)))
                    continue;
                Directory.CreateDirectory(paths.KeptModels);
                FileActions.Rename(file, paths.KeptModel(run));
            }

            Folders.RemoveIfEmpty(paths.Models);
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            throw StorageException.From("Cannot move weights to", paths.KeptModels, e);
        }
    }

    private bool MoveBack(string run)
    {
        try
        {
            Directory.CreateDirectory(paths.Models);
            FileActions.Rename(paths.KeptModel(run), paths.Model(run));
            return true;
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            throw StorageException.From("Cannot move", paths.KeptModel(run), e);
        }
    }

    public static bool IsWhole(string path, string? sha256) =>
        sha256 is not null && File.Exists(path) && string.Equals(TablesCheck.Sha256(path), sha256, StringComparison.Ordinal);
}
