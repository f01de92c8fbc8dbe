using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Files;
using Sweeps.Core.Store;

namespace Sweeps.Reports.Plots;

/// <summary>A plot of an outcome against what was swept, as an SVG file made from the tables alone.</summary>
public static class SweepPlot
{
    /// <summary>Writes the plot to a file, whole or not at all. An earlier plot there is replaced, anything else refused.</summary>
    /// <returns>Its bytes.</returns>
    /// <exception cref="ArgumentException">What is asked for cannot be drawn, or the file is one of the sweep's own, or something else than a plot.</exception>
    /// <exception cref="StorageException">The results are damaged or cannot be read, or the file cannot be written.</exception>
    public static int Write(SweepPaths paths, ResultsReader reader, PlotRequest request, string file)
    {
        OwnTarget.Check(paths, file, SvgPlot.Beginning, "plot");
        var plot = Create(paths, reader, request);
        OwnTarget.Write(file, plot);
        return plot.Length;
    }

    /// <summary>The plot.</summary>
    /// <exception cref="ArgumentException">What is asked for cannot be drawn.</exception>
    /// <exception cref="StorageException">The results are damaged or cannot be read.</exception>
    public static byte[] Create(SweepPaths paths, ResultsReader reader, PlotRequest request)
    {
        var measures = new SummaryRequest([], [], ["loss_chance", .. ColumnOf(reader, request)]) { Measures = StoredOutline.Read(paths, reader.Parameters).Measures };
        return SvgPlot.Draw(PlotFigure.Of(reader.Parameters, reader.RunsFor(measures), request, measures), request);
    }

    // A column that does not exist is told of where all are known.
    private static IEnumerable<string> ColumnOf(ResultsReader reader, PlotRequest request)
    {
        yield return request.Y;
        foreach (var name in new[] { request.X, request.Color })
            if (name is not null && reader.Parameters.Find(name) is { } parameter)
                yield return parameter.ShortName;
    }
}
