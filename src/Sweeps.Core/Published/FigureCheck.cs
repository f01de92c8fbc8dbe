using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Store;
using Sweeps.Tables;

namespace Sweeps.Core.Published;

/// <summary>Finds the numbers in stored results that belong to published figures, and compares them.</summary>
public static class FigureCheck
{
    /// <summary>Compares all figures; the rows have the order of the figures.</summary>
    /// <exception cref="ArgumentException">A figure matches no run or several runs, or names a table that the sweep does not record.</exception>
    /// <exception cref="StorageException">The results are damaged or cannot be read.</exception>
    public static IReadOnlyList<FigureRow> Compare(FigureSet figures, ResultsReader results)
    {
        var outcomes = results.Outcomes().ToList();
        var records = new Dictionary<string, RunRecord>(StringComparer.Ordinal);
        var rows = new List<FigureRow>();
        foreach (var figure in figures.Figures)
        {
            var run = Choose(figure, outcomes);
            if (!records.TryGetValue(run.Run, out var record))
                records.Add(run.Run, record = results.Load(run.Run));
            rows.Add(Judge(figure, Label(figure), Measure(figure.Source, record)));
        }

        return rows;
    }

    /// <summary>Compares one number.</summary>
    /// <param name="cell">The label of the run.</param>
    /// <param name="ours">Our number; null if there is none, for example because the run diverged.</param>
    public static FigureRow Judge(PublishedFigure figure, string cell, double? ours)
    {
        var reference = figure.Kind is FigureKind.Chaotic or FigureKind.PyTorch ? figure.PyTorch ?? figure.Published : figure.Published ?? figure.PyTorch;
        var difference = ours - reference;
        var value = ours ?? double.NaN;
        bool? agrees = figure.Kind switch
        {
            FigureKind.Unchecked => null,
            _ when !double.IsFinite(value) => false,
            FigureKind.Stable => Rounded(value, figure.Decimals) == Rounded(figure.Published!.Value, figure.Decimals),
            FigureKind.PyTorch => Rounded(value, figure.PyTorchDecimals) == Rounded(figure.PyTorch!.Value, figure.PyTorchDecimals),
            FigureKind.Claim => value >= figure.Least && value <= figure.Most,
            // The reference was rounded when it was printed.
            FigureKind.Chaotic or FigureKind.Target => Math.Abs(difference!.Value) <= figure.Tolerance + 1e-12,
            _ => throw new ArgumentOutOfRangeException(nameof(figure), figure.Kind, "Unknown kind of figure."),
        };
        return new FigureRow(figure, cell, ours, difference, agrees);
    }

    private static decimal Rounded(double value, int decimals) => Math.Abs(value) < 1e12 ? Math.Round((decimal)value, decimals, MidpointRounding.ToEven) : decimal.MaxValue;

    private static string Label(PublishedFigure figure) =>
        string.Join(' ', figure.Cell.Select(one => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{one.Name}={one.Value}")));

    private static RunOutcome Choose(PublishedFigure figure, List<RunOutcome> outcomes)
    {
        var matches = outcomes
            .Where(outcome => figure.Cell.All(one => one.Value.Equals(outcome.Parameters.Of(one.Name))))
            .Take(2).ToList();
        return matches.Count == 1
            ? matches[0]
            : throw new ArgumentException($"The figure '{figure.Title}' of {(figure.Cell.Count == 0 ? "the only run" : Label(figure))} matches {(matches.Count == 0 ? "no run" : "several runs")} of the sweep.", nameof(figure));
    }

    private static double? Measure(FigureSource source, RunRecord record)
    {
        var outcome = record.Outcome;
        return source.Value switch
        {
            null => TableMeasures.Of(source.Table!, Table(source.Table!.Table, record)),
            "loss" => source.Step < record.Losses.Length ? record.Losses.Span[source.Step] : null,
            var name when MeasureCatalogue.Numbers.FirstOrDefault(measure => string.Equals(measure.Name, name, StringComparison.Ordinal)) is { } measure => measure.Number(outcome),
            var other => throw new ArgumentException($"'{other}' is not a number of a run.", nameof(source)),
        };
    }

    private static TableData Table(string name, RunRecord record)
    {
        for (var i = 0; i < record.Tables.Count; i++)
            if (string.Equals(record.Outcome.Handlers[i].Name, name, StringComparison.Ordinal))
                return record.Tables[i];
        throw new ArgumentException($"The sweep does not record a table '{name}'.", nameof(name));
    }
}
