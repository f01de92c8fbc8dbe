using Sweeps.Core.Results;
using Sweeps.Reports.Exports.TensorBoard;

namespace Sweeps.Reports.Exports;

/// <summary>What an export has left.</summary>
/// <param name="Bytes">Of all its files.</param>
/// <param name="Notes">What the format has no place for.</param>
public sealed record ExportResult(string Folder, int Files, long Bytes, IReadOnlyList<string> Notes);

/// <summary>Writes a sweep's tables in other programs' formats. The same tables give the same bytes.</summary>
public static class SweepExport
{
    private const string Unfinished = ".unfinished";

    /// <param name="reader">Of a sweep, finished or under way.</param>
    /// <param name="folder">Appears whole or not at all; an earlier export there is replaced, anything else refused.</param>
    /// <exception cref="ArgumentException">Something else is in the folder.</exception>
    /// <exception cref="StorageException">The tables cannot be read, or the files cannot be written.</exception>
    public static ExportResult Write(ResultsReader reader, ExportFormat format, string folder)
    {
        if (Path.GetDirectoryName(folder) is null)
            throw new ArgumentException($"'{folder}' is the root of a file system: choose another folder with --to.", nameof(folder));
        SweepPaths.CheckLinks(folder);
        using var held = ExportLock.Of(folder);
        var unfinished = folder + Unfinished;
        foreach (var replaced in new[] { folder, unfinished })
            if (File.Exists(replaced) || (Directory.Exists(replaced) && Directory.EnumerateFileSystemEntries(replaced).Any() && !ExportMark.IsIn(replaced)))
                throw new ArgumentException($"'{replaced}' is there already and is no export: choose another folder with --to.", nameof(folder));
        try
        {
            Remove(unfinished);
            Directory.CreateDirectory(unfinished);
            // First of all: what a kill leaves has to be known as ours.
            ExportMark.Write(unfinished, format);
            var notes = WriteInto(reader, format, unfinished);
            Remove(folder);
            Directory.Move(unfinished, folder);
            var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
            return new ExportResult(folder, files.Length, files.Sum(file => new FileInfo(file).Length), notes);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            TryRemove(unfinished);
            throw new StorageException($"Cannot write the export '{folder}': {failed.Message}", failed);
        }
        catch (StorageException)
        {
            TryRemove(unfinished);
            throw;
        }
    }

    private static List<string> WriteInto(ResultsReader reader, ExportFormat format, string folder)
    {
        var runs = reader.Runs();
        using IExport export = format switch
        {
            ExportFormat.Csv => new TextExport(folder, "csv", runs, file => new CsvRows(file)),
            ExportFormat.JsonLines => new TextExport(folder, "jsonl", runs, file => new JsonRows(file)),
            ExportFormat.TensorBoard => new EventExport(folder, runs),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format."),
        };
        foreach (var outcome in reader.Outcomes())
            export.Add(reader.Load(outcome.Run));
        return [.. export.Notes];
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static void TryRemove(string folder)
    {
        try
        {
            Remove(folder);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // It keeps the name that says it is unfinished, and the next export removes it.
        }
    }
}
