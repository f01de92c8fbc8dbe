using Sweeps.Core.Files;
using Sweeps.Core.Store;

namespace Sweeps.Reports.Exports;

/// <summary>What an export has left.</summary>
/// <param name="Bytes">Of all its files.</param>
/// <param name="Notes">What the format has no place for.</param>
public sealed record ExportResult(string Folder, int Files, long Bytes, IReadOnlyList<string> Notes);

/// <summary>Writes a sweep's tables in other programs' formats. The same tables give the same bytes.</summary>
public static class SweepExport
{
    private const string Unfinished = ".unfinished";
    private const string Replaced = ".replaced";

    /// <param name="reader">Of a sweep, finished or under way.</param>
    /// <param name="folder">Appears whole or not at all; an earlier export there is replaced, anything else refused.</param>
    /// <exception cref="ArgumentException">Something else is in the folder.</exception>
    /// <exception cref="StorageException">The tables cannot be read, or the files cannot be written.</exception>
    public static ExportResult Write(ResultsReader reader, ExportKind kind, string folder)
    {
        if (Path.GetDirectoryName(folder) is null)
            throw new ArgumentException($"'{folder}' is the root of a file system: choose another folder with --to.", nameof(folder));
        SweepPaths.CheckLinks(folder);
        using var held = ExportLock.Of(folder);
        var unfinished = folder + Unfinished;
        var replaced = folder + Replaced;
        foreach (var given in new[] { folder, unfinished, replaced })
            if (FileProbe.Kind(given) is var found && found is not FileKind.Missing && (found is not FileKind.Folder || !ExportMark.IsIn(given)))
                throw new ArgumentException($"'{given}' is there already and is no export: choose another folder with --to.", nameof(folder));
        try
        {
            Remove(unfinished);
            Remove(replaced);
            Folders.Create(unfinished);
            // First of all: what a kill leaves has to be known as ours.
            ExportMark.Write(unfinished, kind);
            var notes = WriteInto(reader, kind, unfinished);
            Folders.Sync(unfinished);
            if (FileProbe.IsThere(folder))
                FileActions.Rename(folder, replaced);
            FileActions.Rename(unfinished, folder);
            Folders.Sync(Path.GetDirectoryName(folder)!);
            TryRemove(replaced);
            var files = Folders.AllFiles(folder);
            return new ExportResult(folder, files.Count, files.Sum(file => FileProbe.Look(file, follow: false).Length), notes);
        }
        catch (Exception failed) when (failed is StorageException || FileFailure.Is(failed))
        {
            TryRemove(unfinished);
            throw FileFailure.Of("Cannot write the export", folder, failed);
        }
    }

    private static List<string> WriteInto(ResultsReader reader, ExportKind kind, string folder)
    {
        using var export = kind.Begin(folder, reader);
        foreach (var outcome in reader.Outcomes())
            export.Add(reader.Load(outcome.Run));
        export.Finish();
        return [.. export.Notes];
    }

    private static void Remove(string folder)
    {
        if (!FileProbe.IsThere(folder))
            return;
        foreach (var below in Folders.Within(folder))
            Folders.Delete(below);
        // The mark last: what a kill leaves has to be known as ours.
        foreach (var file in Folders.Files(folder).OrderBy(ExportMark.IsMark))
            FileActions.Delete(file);
        Folders.Delete(folder);
    }

    private static void TryRemove(string folder)
    {
        try
        {
            Remove(folder);
        }
        catch (Exception failed) when (failed is StorageException || FileFailure.Is(failed))
        {
            // It keeps the name that says what it is, and the next export removes it.
        }
    }
}
