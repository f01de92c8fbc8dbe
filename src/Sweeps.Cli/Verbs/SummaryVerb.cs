using System.CommandLine;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Files;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps summary DIR</c></summary>
internal static class SummaryVerb
{
    public static Command Create(Terminal terminal)
    {
        var folder = FolderArgument.Create();
        var rows = Checked.Names("--rows", "Parameters down the side. Default: all that vary.");
        var columns = Checked.Names("--columns", "Parameters across.");
        var values = Checked.Names("--values", "Outcomes. Default: loss_start,loss_end,loss_diff.");
        var format = Checked.Word("--format", "How it is written", "table", "markdown", "csv", "json");
        var command = new Command("summary", "Summary tables from Parquet alone: means over the completed runs that fall together.") { folder, rows, columns, values, format };
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var request = new SummaryRequest(
                parsed.GetValue(rows) ?? [],
                parsed.GetValue(columns) ?? [],
                parsed.GetValue(values) is { Length: > 0 } names ? names : SummaryRequest.Default.Values);
            if (request.Rows.Intersect(request.Columns, StringComparer.Ordinal).FirstOrDefault() is { } twice)
                throw new UserException($"{twice} is in --rows and in --columns.");
            return Write(terminal, parsed.GetValue(folder)!, request, parsed.GetValue(json) ? "json" : parsed.GetValue(format)!);
        });
        return command;
    }

    private static int Write(Terminal terminal, SweepPaths paths, SummaryRequest request, string format)
    {
        using var reader = ResultsFolder.Open(paths, terminal, looksUpRuns: false);
        var runs = reader.Runs(SummaryTable.ColumnsFor(request));
        SummaryTable summary;
        try
        {
            summary = SummaryTable.Of(runs, request);
        }
        catch (ArgumentException refused)
        {
            throw UserException.Of(refused);
        }

        var findings = reader.IsComplete && format is ("table" or "markdown") ? FindingSummary.Of(runs, reader.StatisticColumns()) : null;
        terminal.Out.Write(format switch
        {
            "markdown" => SummaryFormats.Markdown(summary, paths.Name) + findings?.Markdown(),
            "csv" => SummaryFormats.Csv(summary),
            "json" => SummaryFormats.Json(summary),
            _ => SummaryFormats.Text(summary, width: terminal.Width),
        });
        if (findings is not null && format is "table")
            FindingLines.Write(terminal, findings);
        return ExitCodes.Done;
    }
}
