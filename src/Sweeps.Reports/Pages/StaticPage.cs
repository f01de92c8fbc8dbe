using System.Globalization;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Text;
using Sweeps.Reports.Model;

namespace Sweeps.Reports.Pages;

/// <summary>What a report shows without its script: all of it as tables if this build has no charts, else the overview until the script takes its place.</summary>
internal static class StaticPage
{
    /// <summary>Of the table of runs: about 20 MB.</summary>
    private const int MostCells = 1_000_000;

    public static void Write(Html html, ReportModel model, bool hasCharts)
    {
        html.Element("h1", model.Title);
        if (model.Comment.Length > 0)
            html.Raw("<p class=\"comment\">").Text(model.Comment).Raw("</p>\n");
        html.Element("p", model.Counts);
        foreach (var remark in model.Remarks)
            html.Raw("<p class=\"remark\">").Text(remark).Raw("</p>\n");
        html.Raw(hasCharts
            ? "<noscript><p class=\"remark\">The charts need JavaScript; the summary does not.</p></noscript>\n"
            : Assets.Script is null
                ? "<p class=\"remark\">This report has tables alone: it was made by a build without Node, which the charts are bundled with. The numbers are the same.</p>\n"
                : "<p class=\"remark\">This report has tables alone, as it was asked for.</p>\n");
        if (model.Summary is { } summary)
            WriteSummary(html, summary);
        if (!hasCharts)
            WriteAll(html, model);
    }

    private static void WriteSummary(Html html, SummaryTable summary)
    {
        var request = summary.Request;
        for (var value = 0; value < request.Values.Count; value++)
        {
            var figure = value;
            html.Table(
                request.Values[value] + ", * is the best",
                [.. request.Rows, .. summary.ColumnKeys.Select(key => key.Count == 0 ? request.Values[figure] : string.Join(", ", request.Columns.Zip(key, (name, each) => $"{name} {Plain(each)}")))],
                summary.RowKeys.Select((key, row) => (IReadOnlyList<string>)[.. key.Select(Plain), .. summary.Groups[row].Select(group => Figure(group, figure))]),
                request.Rows.Count);
        }
    }

    private static string Figure(SummaryGroup? group, int value)
    {
        if (group is null)
            return "";
        var figure = group.Figures[value];
        var text = figure.Text ?? (figure.Mean is { } mean ? Plain(mean) : "—");
        if (figure.HalfWidth is { } half)
            text += " ± " + half.ToString("G3", CultureInfo.InvariantCulture);
        if (figure.IsBest)
            text += " *";
        string[] counts =
        [
            .. figure is { Mean: not null, Count: > 1 } ? new[] { string.Create(CultureInfo.InvariantCulture, $"mean of {figure.Count}") } : [],
            .. group.LeftOut.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count} {kind.What}")),
            .. group.AveragedAboveChance == 0 ? Array.Empty<string>() : [string.Create(CultureInfo.InvariantCulture, $"{group.AveragedAboveChance} above chance")],
        ];
        return counts.Length == 0 ? text : $"{text} ({string.Join(", ", counts)})";
    }

    private static void WriteAll(Html html, ReportModel model)
    {
        if (model.Replicates is { } replicates)
            WriteSummary(html, replicates);
        html.Element("p", $"{model.Findings.HealthyText} {model.Findings.NotRecorded}");
        if (model.Findings.Rows.Count > 0)
            html.Table("Findings", ["finding", "runs", "where"], model.Findings.Rows.Select(row => (IReadOnlyList<string>)[row.Kind, Plain(row.Runs), string.Join("; ", row.Where)]));
        var columns = model.Runs.Columns.Where(column => column.Schema.Name is not "weights_sha256").ToList();
        var shown = Math.Min(model.Runs.RowCount, MostCells / columns.Count);
        if (shown < model.Runs.RowCount)
            html.Raw("<p class=\"remark\">").Text(string.Create(CultureInfo.InvariantCulture, $"The table of runs ends after {shown} rows: 'sweeps export' writes all of them.")).Raw("</p>\n");
        html.Table("Runs", [.. columns.Select(column => column.Schema.Name)], Enumerable.Range(0, shown).Select(row => (IReadOnlyList<string>)[.. columns.Select(column => Plain(column.Boxed(row)))]), 2);
        foreach (var detail in model.Details)
            DetailTables.Write(html, model, detail);
        if (model.Definition.Length > 0)
            html.Raw("<details><summary>Definition</summary><pre>").Text(model.Definition).Raw("</pre></details>\n");
        if (model.Composed.Length > 0)
            html.Raw("<details><summary>Definition with what was set on the command line</summary><pre>").Text(model.Composed).Raw("</pre></details>\n");
    }

    internal static string Plain(object? value) => ParameterText.Of(value);
}
