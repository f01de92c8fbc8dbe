using Sweeps.Core.Parameters;
using System.Globalization;
using Sweeps.Core.Analysis.Answers;
using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Store;
using Sweeps.Reports.Model;
using Sweeps.Reports.Series;
using Sweeps.Tables;

namespace Sweeps.Reports.Reading;

/// <summary>Makes the model of a report from a sweep's folder.</summary>
internal static class ReportReader
{
    /// <summary>Runs that have a curve each; of larger sweeps only those shown in detail have one.</summary>
    private const int MostCurves = 20_000;

    private const int CurveValues = 400_000;

    /// <summary>Beyond so many values, t hardly changes.</summary>
    private const int MostQuantiles = 500;

    private static readonly string[] s_replicated = ["loss_start", "loss_end", "loss_valid"];

    /// <exception cref="StorageException">Something is damaged or cannot be read.</exception>
    public static ReportModel Read(SweepPaths paths, ResultsReader reader, ReportOptions options)
    {
        var status = reader.Status();
        if (status.Damaged > 0)
            throw new StorageException($"No report was made, since the results are damaged: {string.Join(" ", reader.Notes)} 'sweeps run' trains again what is lost.");
        var handlers = reader.Count == 0 ? [] : reader.Outcomes().First().Handlers.Select(handler => handler.Name);
        var origin = TablesOrigin.Read(paths, ["runs", "losses", .. handlers], status.IsComplete);
        var execution = StoredExecution.Last(paths);
        var definition = FileReading.BytesIfThere(paths.Definition);
        var outline = definition is null ? DefinitionOutline.Empty : DefinitionOutline.Read(definition, execution?.Set ?? [], reader.Parameters);
        var runs = reader.RunsFor(Needed(outline));
        var axes = RunColumns.Axes(reader.Parameters, runs);
        var ids = Enumerable.Range(0, runs.RowCount).Select(row => RunColumns.Text(runs, "run", row)!).ToList();
        var asked = options.Detail.Select(run => ids.IndexOf(run)).Where(row => row >= 0).Concat(outline.Detail.SelectMany(pattern => RunColumns.Matching(runs, pattern))).Distinct().ToList();
        var findings = FindingSummary.Of(reader.Parameters, runs, reader.Count == 0 ? [] : reader.StatisticColumns());
        var details = DetailChoice.Of(runs, findings, asked, options.MostDetails).ToList();
        var cells = new SweepCells(reader.Parameters, runs);
        var directions = Directions(outline);
        var rows = RunSelection.Of(ids, details.Select(choice => choice.Row));
        return new ReportModel(
            paths.Name,
            outline.Title ?? paths.Name,
            outline.Comment,
            definition is null ? "" : System.Text.Encoding.UTF8.GetString(definition),
            Composed(paths, definition),
            [.. Remarks(status, reader.Planned, execution, runs, rows.Length)],
            origin with { Arithmetic = execution?.Arithmetic ?? "", Data = [.. (execution?.Data ?? new Dictionary<string, string>(StringComparer.Ordinal)).OrderBy(list => list.Key, StringComparer.Ordinal)] },
            runs.RowCount == 0 ? runs : RunSelection.Of(runs, rows, reader.Outcomes().First().Parameters),
            axes,
            runs.RowCount == 0 ? null : Summary(reader.Parameters, runs, outline, axes),
            runs.RowCount > 0 && axes.Contains(RunColumns.Seed, StringComparer.Ordinal) ? SummaryTable.Of(reader.Parameters, runs, new SummaryRequest([.. axes.Where(axis => axis is not RunColumns.Seed)], [], s_replicated)) : null,
            findings,
            Curves(reader, ids, rows.Length),
            [.. details.Select(choice => DetailReader.Read(reader.Load(ids[choice.Row]), Array.BinarySearch(rows, choice.Row), choice.Reasons))])
        {
            Counts = RunCounts.Of(runs),
            Parameters = reader.Parameters,
            Measures = outline.Measures,
            Answers = runs.RowCount == 0 ? [] : SweepAnswer.Of(cells, directions),
            Trained = runs.RowCount == 0 ? [] : TrainingOutcome.Sentences(cells),
            Importance = runs.RowCount == 0 ? [] : ParameterImportance.Of(cells, directions.Select(measure => measure.Key)),
            Quantiles = Quantiles(runs),
        };
    }

    /// <summary>The measures that a page draws, and which values of each are better.</summary>
    private static IReadOnlyList<KeyValuePair<string, MeasureDirection>> Directions(DefinitionOutline outline) =>
    [
        .. MeasureCatalogue.Drawn.Select(measure => KeyValuePair.Create(measure.Name, measure.Better)),
        .. outline.Measures.Select(measure => KeyValuePair.Create(measure.Name, measure.Measure.Better)),
    ];

    /// <summary>For means over at most as many values as there are seeds.</summary>
    private static double[] Quantiles(TableData runs)
    {
        var seeds = runs.Schema.IndexOf(RunColumns.Seed) is >= 0 and var index
            ? Enumerable.Range(0, runs.RowCount).Select(row => runs.Columns[index].Boxed(row)).Distinct().Take(MostQuantiles).Count()
            : 0;
        return [.. Enumerable.Range(2, Math.Max(0, seeds - 1)).Select(MeanInterval.Quantile)];
    }

    /// <summary>The columns to read from the table of runs: all except parameters that are neither varied nor named, and columns that no page shows.</summary>
    private static SummaryRequest Needed(DefinitionOutline outline) => new(
        [.. outline.Summary?.Rows ?? [], .. outline.Detail.SelectMany(pattern => pattern.Keys)],
        outline.Summary?.Columns ?? [],
        ["cell", "run", .. outline.Summary?.Values ?? [], .. MeasureCatalogue.All.Select(measure => measure.Name).Where(name => name is not "weights_sha256"), .. outline.Measures.Select(measure => measure.Name)])
    {
        Measures = outline.Measures,
    };

    /// <summary>What the definition became with what was set on the command line; empty if that is nothing else.</summary>
    private static string Composed(SweepPaths paths, byte[]? definition) =>
        StandingPlan.IsComposed(paths) && FileReading.BytesIfThere(paths.Composed) is { } composed && ComposedDefinition.IsChanged(definition, composed)
            ? System.Text.Encoding.UTF8.GetString(composed)
            : "";

    private static IEnumerable<string> Remarks(StoredStatus status, int? planned, StoredExecution? execution, TableData runs, int shown)
    {
        if (status.Others > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{status.Others} stored runs that the definition does not have are left out.");
        if ((planned ?? execution?.Cells) is { } cells && cells > runs.RowCount)
            yield return string.Create(CultureInfo.InvariantCulture, $"Unfinished: {runs.RowCount} of {cells} runs are stored. 'sweeps run' trains the others.");
        else if (!status.IsComplete)
            yield return "Unfinished: the final tables are not written yet. 'sweeps run' or 'sweeps merge' writes them.";
        if (runs.RowCount == 0)
            yield return "There are no runs to show.";
        if (shown < runs.RowCount)
            yield return string.Create(CultureInfo.InvariantCulture, $"Charts and the table of runs show {shown} of {runs.RowCount} runs, drawn evenly by their ids, with those shown in detail; counts, the summary and findings are of all.");
        if (runs.RowCount > MostCurves)
            yield return string.Create(CultureInfo.InvariantCulture, $"Loss curves are left out: there are more than {MostCurves} runs.");
    }

    private static SummaryTable Summary(ParameterSet parameters, TableData runs, DefinitionOutline outline, IReadOnlyList<string> axes)
    {
        var asked = outline.Summary;
        var request = asked is null ? SummaryRequest.Default : new SummaryRequest(asked.Rows, asked.Columns, asked.Values);
        request = request with { Measures = outline.Measures };
        if (request.Rows.Count == 0)
            request = request with { Rows = [.. axes.Where(axis => axis is not RunColumns.Seed && !request.Columns.Contains(axis, StringComparer.Ordinal))] };
        try
        {
            return SummaryTable.Of(parameters, runs, request);
        }
        catch (ArgumentException)
        {
            // Tables of another version lack a column that the definition names.
            return SummaryTable.Of(parameters, runs, SummaryRequest.Default);
        }
    }

    private static List<LossCurve?> Curves(ResultsReader reader, List<string> ids, int shown)
    {
        if (ids.Count > MostCurves)
            return [.. Enumerable.Repeat<LossCurve?>(null, shown)];
        var points = Math.Clamp(CurveValues / Math.Max(1, ids.Count), 20, 200);
        return [.. ids.Select(run =>
        {
            var losses = reader.Losses(run);
            var window = MovingAverage.Window(losses.Length);
            return losses.IsEmpty ? null : new LossCurve(losses.Length, window, MovingAverage.Of(losses.Span, window, points));
        })];
    }
}
