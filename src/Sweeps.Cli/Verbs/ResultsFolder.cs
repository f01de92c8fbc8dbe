using Sweeps.Cli.Output;
using Sweeps.Core.Results;

namespace Sweeps.Cli.Verbs;

/// <summary>Opens what a sweep has left for reading.</summary>
internal static class ResultsFolder
{
    /// <summary>The results in a folder; what is wrong with them is told.</summary>
    /// <param name="looksUpRuns">Whether single runs will be asked for; if not, tables that hold everything are not looked through beforehand.</param>
    /// <param name="mayBeUnusable">Whether it is told what is left if the tables cannot be used.</param>
    /// <exception cref="UserException">There is no sweep.</exception>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public static ResultsReader Open(SweepPaths paths, Terminal terminal, bool looksUpRuns = true, bool mayBeUnusable = false)
    {
        if (!Directory.Exists(paths.Folder))
            throw new UserException(File.Exists(paths.Folder)
                ? $"'{Plain(paths)}' is a file; the folder of a sweep is wanted: results/<name>."
                : $"There is no folder '{Plain(paths)}'.");
        var reader = ResultsReader.Open(paths);
        if (!mayBeUnusable && reader.Unusable is { } why)
        {
            reader.Dispose();
            throw new StorageException($"{why} 'sweeps run' trains again what is lost.");
        }

        if (!looksUpRuns && reader.IsComplete)
            return reader;
        if (reader.Count == 0 && !File.Exists(paths.Definition))
        {
            reader.Dispose();
            throw new UserException($"'{Plain(paths)}' is not the folder of a sweep: it has neither runs nor a definition.");
        }

        foreach (var note in reader.Notes)
            terminal.Warn(note);
        return reader;
    }

    /// <summary>The id of a run that the user names: by its id, the beginning of one, or the number of a cell.</summary>
    /// <exception cref="UserException">There is none, or more than one.</exception>
    public static string Find(ResultsReader reader, string run)
    {
        try
        {
            return reader.Find(run);
        }
        catch (ArgumentException refused)
        {
            throw UserException.Of(refused);
        }
    }

    private static string Plain(SweepPaths paths) => Core.Results.Summaries.Texts.Plain(paths.Folder);
}
