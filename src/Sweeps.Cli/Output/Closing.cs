using System.Globalization;
using Sweeps.Cli.Sweeping;
using Sweeps.Cli.Verbs;
using Sweeps.Core;
using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Output;

/// <summary>What is told when a sweep has been executed: how it stands, the summary, where the files are, what to type next.</summary>
internal static class Closing
{
    private const int MostRows = 40;

    public static void Write(Terminal terminal, Sweep sweep, RunRequest request, SweepResult result)
    {
        var writer = terminal.Out;
        Write(terminal, Standing(result));
        if (request.Options.Shard is not null)
        {
            writer.WriteLine("This was one share. When all are done, make the tables of them:");
            writer.WriteLine($"  {SweepCalls.Planning(MergeVerb.Name, sweep)}");
            return;
        }

        if (!result.TablesWritten)
            return;
        using var reader = ResultsReader.Open(sweep.Paths, sweep.Plan.Parameters);
        var definition = sweep.Plan.Definition.Summary;
        var asked = new SummaryRequest(definition.Rows, definition.Columns, definition.Values) { Measures = sweep.Plan.Definition.Measures };
        var runs = reader.RunsFor(asked);
        writer.WriteLine();
        WriteSummary(terminal, SummaryTable.Of(reader.Parameters, runs, asked));
        FindingLines.Write(terminal, FindingSummary.Of(reader.Parameters, runs, reader.StatisticColumns()));
        writer.WriteLine();
        if (result.Best is { } best)
            Write(terminal, $"Best: {Best(sweep, best)}");
        Write(terminal, $"{ProgramFile.Short(sweep.Paths.Folder)}: {string.Join(", ", Files(sweep.Paths))}");
        writer.WriteLine("Next:");
        if (request.Next(sweep, result) is { } next)
            writer.WriteLine($"  {next}");
        if ((result.Best?.Run ?? reader.Outcomes().FirstOrDefault()) is { } shown)
            writer.WriteLine($"  {SweepCalls.About(ShowVerb.Name, sweep.Paths, shown.Cell.ToString(CultureInfo.InvariantCulture))}");
        // Of a report that is older than the tables a new one is worth making.
        if (File.GetLastWriteTimeUtc(sweep.Paths.Report) < File.GetLastWriteTimeUtc(sweep.Paths.Runs))
            writer.WriteLine($"  {SweepCalls.About(ReportVerb.Name, sweep.Paths)}");
        writer.WriteLine($"  {SweepCalls.About(SummaryVerb.Name, sweep.Paths).With("--values", "loss_end,loss_valid")}");
    }

    /// <summary>How many runs ended how, in a line.</summary>
    public static string Standing(SweepResult result)
    {
        var parts = new List<string>();
        void Add(int count, string what)
        {
            if (count > 0)
                parts.Add($"{Quantity.Count(count)} {what}");
        }

        Add(result.Completed, "completed");
        Add(result.Diverged, "diverged");
        Add(result.Failed, "failed");
        Add(result.Remaining, "not done");
        var runs = result.Completed + result.Diverged + result.Failed + result.Remaining;
        return $"{Quantity.Of(result.Trained, "run")} trained in {Quantity.Duration(result.Seconds)}. Of {Quantity.Of(runs, "run")} in all: {string.Join(", ", parts)}.";
    }

    private static string Best(Sweep sweep, BestRun best)
    {
        var label = CellLabel.Of(sweep).Of(best.Run.Parameters);
        return string.Create(CultureInfo.InvariantCulture, $"{best.Value} {Quantity.Loss(best.Loss)}{(label.Length == 0 ? "" : " with ")}{label} (cell {best.Run.Cell})");
    }

    private static void Write(Terminal terminal, string text)
    {
        foreach (var line in Wrapped.Lines(Texts.Plain(text), terminal.Width, "  "))
            terminal.Out.WriteLine(line);
    }

    private static void WriteSummary(Terminal terminal, SummaryTable summary)
    {
        var writer = terminal.Out;
        var rows = summary.RowKeys.Count;
        if (rows <= MostRows)
        {
            writer.Write(SummaryFormats.Text(summary, width: terminal.Width));
            return;
        }

        writer.Write(SummaryFormats.Text(summary with { RowKeys = [.. summary.RowKeys.Take(MostRows)], Groups = [.. summary.Groups.Take(MostRows)] }, width: terminal.Width));
        writer.WriteLine($"… and {Quantity.Count(rows - MostRows)} more rows: see summary.md");
    }

    private static IEnumerable<string> Files(SweepPaths paths) => Folders.Files(paths.Folder)
        .Select(file => Printable.Line(Path.GetFileName(file)))
        .Where(file => file[0] != '.');
}
