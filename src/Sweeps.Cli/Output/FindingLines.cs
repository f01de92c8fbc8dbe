using System.Globalization;
using Sweeps.Core.Results.Findings;
using Sweeps.Core.Results.Summaries;
using Sweeps.Parquet;

namespace Sweeps.Cli.Output;

/// <summary>What is said of runs, on the terminal.</summary>
internal static class FindingLines
{
    /// <summary>Of one run: a line each, with its numbers.</summary>
    public static void Write(TextWriter writer, string? findings)
    {
        writer.WriteLine();
        writer.WriteLine(findings is null ? "findings: none" : "findings");
        foreach (var finding in findings?.Split("; ") ?? [])
            writer.WriteLine($"  {Texts.Plain(finding)}");
    }

    /// <summary>Of a sweep: how many runs have each.</summary>
    public static void Write(TextWriter writer, TableData runs)
    {
        var summary = FindingSummary.Of(runs);
        if (summary.Rows.Count == 0)
            return;
        writer.WriteLine();
        var table = new TextTable("finding", "runs", "where").Right(1);
        foreach (var row in summary.Rows)
            table.Add(row.Kind, Quantity.Count(row.Runs), string.Join("; ", row.Where));
        table.WriteTo(writer);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Nothing is said of {summary.Healthy} of {summary.Runs} runs."));
    }
}
