using System.Globalization;
using Sweeps.Cli.Sweeping;
using Sweeps.Core.Results;
using Sweeps.Core.Results.Findings;
using Sweeps.Core.Results.Summaries;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Output;

/// <summary>What is told when a sweep has been executed: how it stands, the summary, where the files are, what to type next.</summary>
internal static class Closing
{
    private const int MostRows = 40;

    public static void Write(Terminal terminal, LoadedSweep sweep, SweepResult result, bool isShare)
    {
        var writer = terminal.Out;
        writer.WriteLine(Standing(result));
        var folder = Invocation.Short(sweep.Paths.Folder);
        if (isShare)
        {
            writer.WriteLine("This was one share. When all are done, make the tables of them:");
            writer.WriteLine("  " + Invocation.Of("merge", folder));
            return;
        }

        if (!result.TablesWritten)
            return;
        using var reader = ResultsReader.Open(sweep.Paths);
        var runs = reader.Runs();
        writer.WriteLine();
        var definition = sweep.Plan.Definition.Summary;
        WriteSummary(writer, SummaryTable.Of(runs, new SummaryRequest(definition.Rows, definition.Columns, definition.Values)));
        FindingLines.Write(terminal, FindingSummary.Of(runs, reader.StatisticColumns()));
        writer.WriteLine();
        writer.WriteLine($"{folder}: {string.Join(", ", Files(sweep.Paths))}");
        writer.WriteLine("Next:");
        if (result.Remaining > 0)
            writer.WriteLine("  " + Invocation.Of("run", sweep.Source.File));
        if (reader.Count > 0)
            writer.WriteLine("  " + Invocation.Of("show", folder, reader.Outcomes().First().Cell.ToString(CultureInfo.InvariantCulture)));
        // Of a report that is older than the tables a new one is worth making.
        if (File.GetLastWriteTimeUtc(sweep.Paths.Report) < File.GetLastWriteTimeUtc(sweep.Paths.Runs))
            writer.WriteLine("  " + Invocation.Of("report", folder));
        writer.WriteLine("  " + Invocation.Of("summary", folder, "--values", "loss_end,loss_valid"));
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
        return $"{Quantity.Of(result.Trained, "run")} trained in {Quantity.Duration(result.Seconds)}; of all {string.Join(", ", parts)}.";
    }

    private static void WriteSummary(TextWriter writer, SummaryTable summary)
    {
        var rows = summary.RowKeys.Count;
        if (rows <= MostRows)
        {
            writer.Write(SummaryFormats.Text(summary));
            return;
        }

        writer.Write(SummaryFormats.Text(summary with { RowKeys = [.. summary.RowKeys.Take(MostRows)], Groups = [.. summary.Groups.Take(MostRows)] }));
        writer.WriteLine($"… and {Quantity.Count(rows - MostRows)} more rows: see summary.md");
    }

    private static IEnumerable<string> Files(SweepPaths paths) => Directory.EnumerateFiles(paths.Folder)
        .Select(file => Path.GetFileName(file)!)
        .Where(file => file[0] != '.')
        .Order(StringComparer.Ordinal);
}
