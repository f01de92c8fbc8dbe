using System.Globalization;
using Sweeps.Core.Outcomes;
using Sweeps.Tables;

namespace Sweeps.Reports.Reading;

/// <summary>How runs ended, in a sentence.</summary>
internal static class RunCounts
{
    /// <param name="runs">Rows of <c>runs.parquet</c>.</param>
    public static string Of(TableData runs)
    {
        int Count(string status) => Enumerable.Range(0, runs.RowCount).Count(row => string.Equals(RunColumns.Text(runs, "status", row), status, StringComparison.Ordinal));
        int Flagged(string flag) => Enumerable.Range(0, runs.RowCount).Count(row => RunColumns.IsTrue(runs, flag, row));
        string[] flagged =
        [
            .. new[] { (Count: Flagged(OutcomeFlags.ExplodedName), What: "exploded"), (Count: Flagged(OutcomeFlags.AboveChanceName), What: "ended above chance"), (Count: Flagged(OutcomeFlags.NotImprovedName), What: "did not improve") }
                .Where(kind => kind.Count > 0)
                .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count} {kind.What}")),
        ];
        var ofThese = flagged.Length == 0 ? "" : $" (of these {string.Join(", ", flagged)})";
        return string.Create(CultureInfo.InvariantCulture, $"{runs.RowCount} runs: {Count("completed")} completed{ofThese}, {Count("diverged")} diverged, {Count("failed")} failed.");
    }
}
