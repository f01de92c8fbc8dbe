using System.Globalization;
using System.Text;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>How many runs of a sweep have each kind of finding, and at which values of what was varied.</summary>
/// <param name="Rows">The most frequent kind first.</param>
/// <param name="Runs">Runs in all.</param>
/// <param name="Healthy">Runs of which nothing is said.</param>
/// <param name="NotRecorded">What could not be judged, and why, in sentences; empty if everything was.</param>
public sealed record FindingSummary(IReadOnlyList<FindingCount> Rows, int Runs, int Healthy, string NotRecorded)
{
    private const int MostValues = 4;

    /// <param name="runs">Rows of <c>runs.parquet</c>.</param>
    /// <param name="statistics">The columns of all handlers' tables.</param>
    public static FindingSummary Of(TableData runs, IEnumerable<string> statistics)
    {
        var texts = Texts(runs);
        var varied = VariedParameters.IndependentWithCodes(runs);
        var rows = texts
            .SelectMany((text, row) => Finding.KindsIn(text).Select(kind => (Kind: kind, Row: row)))
            .GroupBy(one => one.Kind, one => one.Row, StringComparer.Ordinal)
            .Select(kind => (kind.Key, Rows: kind.ToList()))
            .OrderByDescending(kind => kind.Rows.Count).ThenBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => new FindingCount(kind.Key, kind.Rows.Count, [.. varied.Select(column => Where(column.Column, column.Codes, kind.Rows))]))
            .ToList();
        return new FindingSummary(rows, runs.RowCount, texts.Count(text => text is null), NotJudged(runs, statistics));
    }

    /// <summary>Runs without findings, as a sentence.</summary>
    public string HealthyText => string.Create(CultureInfo.InvariantCulture, $"Without a finding: {Healthy} of {Runs} runs.");

    /// <summary>For <c>summary.md</c>: a heading and a table, and what could not be looked at.</summary>
    public string Markdown()
    {
        var text = new StringBuilder("\n## Findings\n\n");
        if (Rows.Count > 0)
            text.Append("| finding | runs | where |\n| :-- | --: | :-- |\n");
        foreach (var row in Rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Kind} | {row.Runs} | {Text.Texts.Markdown(string.Join("; ", row.Where))} |\n");
        if (Rows.Count > 0)
            text.Append('\n');
        text.Append(HealthyText).Append('\n');
        if (NotRecorded.Length > 0)
            text.Append('\n').Append(NotRecorded).Append('\n');
        return text.ToString();
    }

    private static string NotJudged(TableData runs, IEnumerable<string> statistics) =>
        string.Join(' ', new[] { FindingKinds.NotRecordedText(statistics), UnjudgedRuns.Text(runs) }.Where(text => text.Length > 0));

    private static List<string?> Texts(TableData runs)
    {
        var index = runs.Schema.IndexOf("findings");
        return [.. Enumerable.Range(0, runs.RowCount).Select(row => index < 0 ? null : runs.Columns[index].Boxed(row) as string)];
    }

    /// <summary><c>norm none 12/24, layer 3/24</c>: the values with the greatest shares.</summary>
    /// <param name="codes">Of the column.</param>
    /// <param name="found">Rows of the runs with the finding.</param>
    private static string Where(ColumnData column, int[] codes, List<int> found)
    {
        var all = new int[codes.Max() + 1];
        foreach (var code in codes)
            all[code]++;
        var shares = found
            .GroupBy(row => codes[row])
            .Select(group => (Value: ParameterText.Of(column.Boxed(group.First())), Found: group.Count(), All: all[group.Key]))
            .OrderByDescending(share => (double)share.Found / share.All).ThenBy(share => share.Value, StringComparer.Ordinal)
            .Take(MostValues)
            .Select(share => string.Create(CultureInfo.InvariantCulture, $"{(share.Value.Length == 0 ? "—" : share.Value)} {share.Found}/{share.All}"));
        return $"{column.Schema.Name} {string.Join(", ", shares)}";
    }
}

/// <summary>A kind of finding.</summary>
/// <param name="Where">Per varied parameter, the values with the greatest shares of such runs.</param>
public sealed record FindingCount(string Kind, int Runs, IReadOnlyList<string> Where);
