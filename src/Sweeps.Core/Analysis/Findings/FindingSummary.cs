using System.Globalization;
using System.Text;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>The number of runs with each kind of finding, and the values of the varied parameters at which they occur.</summary>
/// <param name="Rows">The most frequent kind first.</param>
/// <param name="Runs">The number of all runs.</param>
/// <param name="Healthy">The number of runs without findings.</param>
/// <param name="NotRecorded">Sentences about what could not be judged, and why; empty if everything was judged.</param>
public sealed record FindingSummary(IReadOnlyList<FindingCount> Rows, int Runs, int Healthy, string NotRecorded)
{
    private const int MostValues = 4;
    private const int MostTextsKnown = 1000;

    /// <param name="parameters">The parameters that runs have.</param>
    /// <param name="runs">Rows of <c>runs.parquet</c>.</param>
    /// <param name="statistics">The names of the columns of all handlers' tables.</param>
    public static FindingSummary Of(ParameterSet parameters, TableData runs, IEnumerable<string> statistics)
    {
        var texts = Texts(runs);
        var varied = VariedParameters.IndependentWithCodes(parameters, runs);
        var kindsOf = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var rows = texts
            .SelectMany((text, row) => KindsIn(text, kindsOf).Select(kind => (Kind: kind, Row: row)))
            .GroupBy(one => one.Kind, one => one.Row, StringComparer.Ordinal)
            .Select(kind => (kind.Key, Rows: kind.ToList()))
            .OrderByDescending(kind => kind.Rows.Count).ThenBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => new FindingCount(kind.Key, kind.Rows.Count, [.. varied.Select(column => Where(column.Column, column.Codes, kind.Rows))]))
            .ToList();
        return new FindingSummary(rows, runs.RowCount, texts.Count(text => text is null), NotJudged(runs, statistics));
    }

    /// <summary>A sentence with the number of runs without findings.</summary>
    public string HealthyText => string.Create(CultureInfo.InvariantCulture, $"Without a finding: {Healthy} of {Runs} runs.");

    /// <summary>The section of <c>summary.md</c>: a heading, a table, and a sentence about what could not be judged.</summary>
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

    // Of hundreds of thousands of runs a summary has only a few different texts.
    private static string[] KindsIn(string? text, Dictionary<string, string[]> known)
    {
        if (text is null)
            return [];
        if (known.TryGetValue(text, out var kinds))
            return kinds;
        kinds = [.. Finding.KindsIn(text)];
        if (known.Count < MostTextsKnown)
            known.Add(text, kinds);
        return kinds;
    }

    private static List<string?> Texts(TableData runs)
    {
        var index = runs.Schema.IndexOf("findings");
        return [.. Enumerable.Range(0, runs.RowCount).Select(row => index < 0 ? null : runs.Columns[index].Boxed(row) as string)];
    }

    /// <summary><c>norm none 12/24, layer 3/24</c>: the values at which the share of runs with the finding is greatest.</summary>
    /// <param name="codes">A number for each row's value in the column.</param>
    /// <param name="found">The rows of the runs with the finding.</param>
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

/// <summary>A kind of finding with the number of its runs.</summary>
/// <param name="Where">For each varied parameter, the values at which the share of such runs is greatest.</param>
public sealed record FindingCount(string Kind, int Runs, IReadOnlyList<string> Where);
