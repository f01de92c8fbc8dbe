using System.Globalization;
using System.Text;
using Sweeps.Core.Plans;
using Sweeps.Core.Results.Summaries;
using Sweeps.Parquet;

namespace Sweeps.Core.Results.Findings;

/// <summary>How many runs of a sweep have each kind of finding, and at which values of what was varied.</summary>
/// <param name="Rows">The most frequent kind first.</param>
/// <param name="Runs">Runs in all.</param>
/// <param name="Healthy">Runs of which nothing is said.</param>
/// <param name="NotRecorded">What could not be looked at, as a sentence; empty if everything was.</param>
public sealed record FindingSummary(IReadOnlyList<FindingCount> Rows, int Runs, int Healthy, string NotRecorded)
{
    private const int MostValues = 4;

    /// <param name="runs">Rows of <c>runs.parquet</c>.</param>
    /// <param name="statistics">The columns of all handlers' tables.</param>
    public static FindingSummary Of(TableData runs, IEnumerable<string> statistics)
    {
        var texts = Texts(runs);
        var varied = ParameterColumns.All
            .Where(column => column.Name is not "seed" && runs.Schema.IndexOf(column.Name) >= 0)
            .Select(column => runs.Columns[runs.Schema.IndexOf(column.Name)])
            .Where(KeyColumns.Varies)
            .ToList();
        var codes = varied.ConvertAll(ColumnCodes.Of);
        // What follows from another parameter tells nothing more: normalize_logits: auto follows from norm.
        for (var i = varied.Count - 1; i > 0; i--)
            if (codes.Take(i).Any(earlier => Follows(codes[i], earlier)))
                varied.RemoveAt(i);
        var rows = Finding.Count(runs)
            .Select(one => new FindingCount(one.Kind, one.Runs, [.. varied.Select(column => Where(column, texts, one.Kind))]))
            .ToList();
        return new FindingSummary(rows, runs.RowCount, texts.Count(text => text is null), FindingKinds.NotRecordedText(statistics));
    }

    /// <summary>How many runs nothing is said of.</summary>
    public string HealthyText => string.Create(CultureInfo.InvariantCulture, $"Nothing is said of {Healthy} of {Runs} runs.");

    /// <summary>For <c>summary.md</c>: a heading and a table, and what could not be looked at.</summary>
    public string Markdown()
    {
        var text = new StringBuilder("\n## Findings\n\n");
        if (Rows.Count > 0)
            text.Append("| finding | runs | where |\n| :-- | --: | :-- |\n");
        foreach (var row in Rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Kind} | {row.Runs} | {Summaries.Texts.Markdown(string.Join("; ", row.Where))} |\n");
        if (Rows.Count > 0)
            text.Append('\n');
        text.Append(HealthyText).Append('\n');
        if (NotRecorded.Length > 0)
            text.Append('\n').Append(NotRecorded).Append('\n');
        return text.ToString();
    }

    private static bool Follows(int[] column, int[] from) => ColumnCodes.Combine(from, column).Max() == ColumnCodes.Combine(from, from).Max();

    private static List<string?> Texts(TableData runs)
    {
        var index = runs.Schema.IndexOf("findings");
        return [.. Enumerable.Range(0, runs.RowCount).Select(row => index < 0 ? null : runs.Columns[index].Boxed(row) as string)];
    }

    /// <summary><c>norm none 12/24, layer 3/24</c>: the values with the greatest shares.</summary>
    private static string Where(ColumnData column, List<string?> texts, string kind)
    {
        var shares = Enumerable.Range(0, texts.Count)
            .GroupBy(row => Convert.ToString(column.Boxed(row), CultureInfo.InvariantCulture) ?? "", StringComparer.Ordinal)
            .Select(group => (Value: group.Key, Found: group.Count(row => Finding.KindsIn(texts[row]).Contains(kind, StringComparer.Ordinal)), All: group.Count()))
            .Where(share => share.Found > 0)
            .OrderByDescending(share => (double)share.Found / share.All).ThenBy(share => share.Value, StringComparer.Ordinal)
            .Take(MostValues)
            .Select(share => string.Create(CultureInfo.InvariantCulture, $"{(share.Value.Length == 0 ? "—" : share.Value)} {share.Found}/{share.All}"));
        return $"{column.Schema.Name} {string.Join(", ", shares)}";
    }
}

/// <summary>A kind of finding.</summary>
/// <param name="Where">Per varied parameter, the values with the greatest shares of such runs.</param>
public sealed record FindingCount(string Kind, int Runs, IReadOnlyList<string> Where);
