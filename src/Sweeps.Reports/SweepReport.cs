using Sweeps.Core.Files;
using Sweeps.Core.Store;
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

    /// <summary>Writes the page to a file, whole or not at all. An earlier report there is replaced, anything else refused.</summary>
    /// <returns>Its bytes.</returns>
    /// <exception cref="ArgumentException">The file is one of the sweep's own, or something else than a report.</exception>
    /// <exception cref="StorageException">The results are damaged or cannot be read, or the file cannot be written.</exception>
    public static int Write(SweepPaths paths, ResultsReader reader, ReportOptions options, string file)
    {
        CheckTarget(paths, file);
        var page = Create(paths, reader, options);
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !FileProbe.IsFolder(folder))
            throw new StorageException($"Cannot write '{file}': there is no folder '{folder}'.");
        WholeFile.Write(file, page);
        return page.Length;
    }

    private static void CheckTarget(SweepPaths paths, string file)
    {
        // Of what has the report's own name the sweep may always make a new one.
        if (string.Equals(file, paths.Report, StringComparison.Ordinal))
            return;
        var why = paths.Owns(file) ? "is the sweep's own"
            : FileProbe.IsFolder(file) ? "is a folder"
            : FileProbe.Target(file) is FileKind.Other ? "is a pipe or a device"
            : IsOther(file) ? "is there already and is no report"
            : null;
        if (why is not null)
            throw new ArgumentException($"'{file}' {why}: choose another file with --to.", nameof(file));
    }

    /// <exception cref="StorageException">An error prevents the check, so an existing file could be replaced.</exception>
    private static bool IsOther(string file)
    {
        // What has no length may be a device or a pipe, which would be replaced by a file.
        if (FileProbe.Look(file, follow: true) is not { Kind: FileKind.File, Length: > 0 })
            return FileProbe.Target(file) is not FileKind.Missing;
        return FileFailure.Guard("Cannot read", file, () =>
        {
            var begin = new byte[ReportPage.Beginning.Length];
            using var stream = FileReading.Open(file);
            var length = stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
            return !ReportPage.Beginning.StartsWith(begin.AsSpan(0, length));
        });
    }
}
