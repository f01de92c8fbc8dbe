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
        // Of what has the report's own name the sweep may always make a new one.
        if (!string.Equals(file, paths.Report, StringComparison.Ordinal))
            OwnTarget.Check(paths, file, ReportPage.Beginning, "report");
        var page = Create(paths, reader, options);
        OwnTarget.Write(file, page);
        return page.Length;
    }
}
