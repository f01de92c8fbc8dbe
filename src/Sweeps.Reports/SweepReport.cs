using Sweeps.Core.Results;
using Sweeps.Reports.Pages;
using Sweeps.Reports.Reading;

namespace Sweeps.Reports;

/// <summary>The report of a sweep: one HTML file made from its tables, the same bytes for the same tables.</summary>
public static class SweepReport
{
    /// <summary>Whether this build has charts: if it was made without Node, reports have tables alone.</summary>
    public static bool HasCharts => Assets.Script is not null;

    /// <summary>The page.</summary>
    /// <exception cref="StorageException">The results are damaged or cannot be read.</exception>
    public static byte[] Create(SweepPaths paths, ResultsReader reader, ReportOptions options) =>
        ReportPage.Write(ReportReader.Read(paths, reader, options), options.Charts ? Assets.Script : null);

    /// <summary>Writes the page to a file, whole or not at all.</summary>
    /// <returns>Its bytes.</returns>
    /// <exception cref="StorageException">The results are damaged or cannot be read, or the file cannot be written.</exception>
    public static int Write(SweepPaths paths, ResultsReader reader, ReportOptions options, string file)
    {
        var page = Create(paths, reader, options);
        SweepPaths.CheckLinks(file);
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
            throw new StorageException($"Cannot write '{file}': there is no folder '{folder}'.");
        var temporary = $"{file}.{Environment.ProcessId}.tmp";
        try
        {
            File.Delete(temporary);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
                stream.Write(page);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw new StorageException($"Cannot write '{file}': {failed.Message}", failed);
        }

        return page.Length;
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // It is only in the way.
        }
    }
}
