using System.Globalization;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Analysis.Answers;

/// <summary>How many runs diverged, failed, or completed without training, and at which values.</summary>
public static class TrainingOutcome
{
    private const int MostValues = 3;

    /// <summary>A sentence for each way of not training that occurs; one sentence if all runs trained.</summary>
    /// <param name="cells">The runs.</param>
    public static IReadOnlyList<string> Sentences(SweepCells cells)
    {
        var endings = cells.Endings;
        (string What, Func<int, bool> Is)[] ways =
        [
            ("diverged", row => endings.Status(row) == RunStatus.Diverged),
            ("failed", row => endings.Status(row) == RunStatus.Failed),
            ("completed, but did not train (exploded, ended above chance or did not improve)", row => endings.Status(row) == RunStatus.Completed && (endings.HasExploded(row) || endings.IsAboveChance(row) || endings.HasNotImproved(row))),
        ];
        var sentences = ways.Select(way => Sentence(cells, way.What, [.. Enumerable.Range(0, cells.Runs).Where(way.Is)])).OfType<string>().ToList();
        return sentences.Count > 0 ? sentences : [string.Create(CultureInfo.InvariantCulture, $"No run diverged or failed, and all {cells.Runs} trained.")];
    }

    private static string? Sentence(SweepCells cells, string what, int[] rows) => rows.Length == 0
        ? null
        : rows.Length == cells.Runs && rows.Length > 1
            ? string.Create(CultureInfo.InvariantCulture, $"All {rows.Length} runs {what}.")
            : string.Create(CultureInfo.InvariantCulture, $"{rows.Length} of {cells.Runs} runs {what}{Where(cells, rows)}.");

    /// <summary>The values of the one parameter by which these runs are told apart best: that whose values' shares vary most.</summary>
    private static string Where(SweepCells cells, int[] rows)
    {
        if (rows.Length == cells.Runs || cells.Varied.Count == 0)
            return "";
        var (column, codes, _) = cells.Varied.Select(varied => (varied.Column, varied.Codes, Spread: Spread(varied.Codes, rows))).MaxBy(varied => varied.Spread);
        var (all, found) = Counts(codes, rows);
        var values = rows.GroupBy(row => codes[row]).Select(group => (First: group.First(), Found: found[group.Key], All: all[group.Key]))
            .OrderByDescending(value => (double)value.Found / value.All).ThenBy(value => value.First).ToList();
        var named = values.Take(MostValues).Select(value => value.Found == value.All
            ? string.Create(CultureInfo.InvariantCulture, $"all {value.All} with {SweepCells.Describe(column, value.First)}")
            : string.Create(CultureInfo.InvariantCulture, $"{value.Found} of {value.All} with {SweepCells.Describe(column, value.First)}"));
        var others = values.Skip(MostValues).Sum(value => value.Found);
        return $": {string.Join(", ", named)}{(others == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {others} with other values"))}";
    }

    /// <summary>Σ over values of found²/all: largest where shares are nearest to all or nothing.</summary>
    private static double Spread(int[] codes, int[] rows)
    {
        var (all, found) = Counts(codes, rows);
        return all.Select((count, code) => count == 0 ? 0 : (double)found[code] * found[code] / count).Sum();
    }

    private static (int[] All, int[] Found) Counts(int[] codes, int[] rows)
    {
        var all = new int[codes.Max() + 1];
        var found = new int[all.Length];
        foreach (var code in codes)
            all[code]++;
        foreach (var row in rows)
            found[codes[row]]++;
        return (all, found);
    }
}
