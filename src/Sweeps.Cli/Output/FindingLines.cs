using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Output;

/// <summary>Findings on the terminal.</summary>
internal static class FindingLines
{
    /// <summary>Of one run: a line each, with its table and numbers, and what could not be judged.</summary>
    /// <param name="statistics">The columns of all handlers' tables.</param>
    public static void Write(Terminal terminal, RunOutcome run, IEnumerable<string> statistics)
    {
        var writer = terminal.Out;
        var findings = run.Findings;
        writer.WriteLine();
        writer.WriteLine(findings is null ? "findings: none" : "findings");
        foreach (var finding in findings?.Split("; ") ?? [])
            writer.WriteLine("  " + terminal.Paint(Texts.Plain(finding), ColourOf(finding)));
        WriteMissing(writer, FindingKinds.NotRecordedText(statistics));
        WriteMissing(writer, UnjudgedRuns.Text(run));
    }

    /// <summary>Of a sweep: how many runs have each.</summary>
    public static void Write(Terminal terminal, FindingSummary summary)
    {
        var writer = terminal.Out;
        writer.WriteLine();
        if (summary.Rows.Count > 0)
        {
            var table = new TextTable("finding", "runs", "where").Right(1);
            foreach (var row in summary.Rows)
                table.Add(kind => terminal.Paint(kind, ColourOf(row.Kind)), row.Kind, Quantity.Count(row.Runs), string.Join("; ", row.Where));
            table.WriteTo(writer, width: terminal.Width);
        }

        writer.WriteLine(summary.Rows.Count == 0 ? terminal.Paint(summary.HealthyText, Colour.Green) : summary.HealthyText);
        foreach (var line in Wrapped.Lines(summary.NotRecorded, terminal.Width))
            WriteMissing(writer, line);
    }

    private static Colour ColourOf(string finding) => finding.StartsWith(FindingKinds.Diverged, StringComparison.Ordinal) ? Colour.Red : Colour.Yellow;

    private static void WriteMissing(TextWriter writer, string text)
    {
        if (text.Length > 0)
            writer.WriteLine(text);
    }
}
