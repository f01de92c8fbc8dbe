using System.Globalization;
using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Outcomes;
using Sweeps.Tables;

namespace Sweeps.Reports.Reading;

/// <summary>Which runs are worth a close look, and why: those asked for, the best, the worst, the first that diverged or failed, one per finding, then others spread over the grid.</summary>
internal static class DetailChoice
{
    /// <param name="asked">Rows that the user asked for.</param>
    /// <param name="most">How many rows to choose.</param>
    public static IReadOnlyList<(int Row, IReadOnlyList<string> Reasons)> Of(TableData runs, FindingSummary findings, IReadOnlyList<int> asked, int most)
    {
        var chosen = new Dictionary<int, List<string>>();
        var order = new List<int>();
        void Choose(int? row, string reason)
        {
            if (row is not { } number || (!chosen.ContainsKey(number) && order.Count >= most))
                return;
            if (chosen.TryGetValue(number, out var reasons))
            {
                reasons.Add(reason);
                return;
            }

            chosen[number] = [reason];
            order.Add(number);
        }

        foreach (var row in asked)
            Choose(row, "asked for");
        var rows = Enumerable.Range(0, runs.RowCount).ToList();
        var ended = rows.Where(row => Status(runs, row) is "completed" && RunColumns.Number(runs, "loss_end", row) is not null).ToList();
        double LossEnd(int row) => RunColumns.Number(runs, "loss_end", row)!.Value;
        var sound = ended.Where(row => !RunColumns.IsTrue(runs, OutcomeFlags.ExplodedName, row)).ToList();
        Choose(sound.Count > 0 ? sound.MinBy(LossEnd) : null, "the best loss_end");
        Choose(ended.Count > 1 ? ended.MaxBy(LossEnd) : null, "the worst loss_end");
        foreach (var status in new[] { "diverged", "failed" })
            Choose(rows.Where(row => string.Equals(Status(runs, row), status, StringComparison.Ordinal)).Cast<int?>().FirstOrDefault(), $"the first that {status}");
        foreach (var kind in findings.Rows.Select(row => row.Kind))
            Choose(rows.First(row => Finding.KindsIn(RunColumns.Text(runs, "findings", row)).Contains(kind, StringComparer.Ordinal)), "found: " + kind);
        foreach (var row in Spread(rows.Count, most))
            if (!chosen.ContainsKey(row))
                Choose(row, rows.Count <= most ? "all runs" : string.Create(CultureInfo.InvariantCulture, $"one of {most} spread over the grid"));
        return [.. order.Select(row => (row, (IReadOnlyList<string>)chosen[row]))];
    }

    private static string? Status(TableData runs, int row) => RunColumns.Text(runs, "status", row);

    private static IEnumerable<int> Spread(int count, int most) =>
        count <= most ? Enumerable.Range(0, count) : Enumerable.Range(0, most).Select(i => (int)((long)i * count / most));
}
