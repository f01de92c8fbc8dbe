using System.Globalization;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Core.Verification;

/// <summary>Compares all that is stored of two runs, what they cost left out.</summary>
internal static class RunComparison
{
    /// <returns>A difference per table: those with steps by step and layer, the one that comes first in training first; then the rest.</returns>
    /// <param name="withCell">Whether their numbers in the grid should be the same.</param>
    public static IReadOnlyList<TableDifference> Of(RunRecord left, RunRecord right, bool withCell)
    {
        var chance = left.Outcome.Losses.Chance ?? right.Outcome.Losses.Chance;
        // A record without any metric is of a time before there were any, or of a task that has none.
        var hasMetrics = left.Outcome.Metrics.All.Any() && right.Outcome.Metrics.All.Any();
        var found = new List<TableDifference?>
        {
            TableComparison.Of("runs", Row(left.Outcome, withCell ? left.Outcome.Cell : 0, chance, hasMetrics), Row(right.Outcome, withCell ? right.Outcome.Cell : 0, chance, hasMetrics)),
            Losses(left.Losses.Span, right.Losses.Span),
        };
        foreach (var name in Names(left).Union(Names(right), StringComparer.Ordinal))
        {
            found.Add((Table(left, name), Table(right, name)) switch
            {
                ({ } l, { } r) => TableComparison.Of(name, l, r),
                var (l, r) => TableComparison.OneSided(name, l?.RowCount, r?.RowCount),
            });
        }

        return [.. found.OfType<TableDifference>().OrderBy(table => table.First.Step ?? int.MaxValue).ThenBy(table => table.First.Layer ?? int.MaxValue)];
    }

    /// <param name="chance">The level of chance, which follows from the data, where the record is of a time before there was one.</param>
    /// <param name="hasMetrics">Whether the metrics are compared.</param>
    private static TableData Row(RunOutcome outcome, int cell, double? chance, bool hasMetrics)
    {
        if (!hasMetrics)
            outcome = outcome with { Metrics = RunStatistics.None };
        if (outcome.IsFromBeforeChance)
            outcome = outcome with { Losses = outcome.Losses with { Chance = chance } };
        var row = new TableData(RunsTable.SchemaOf(outcome.Parameters.Set));
        // Findings and statistics follow from the tables, which are compared, and are made only when final tables are written.
        RunsTable.Append(row, cell, outcome.Parameters, outcome with { Findings = null, Statistics = RunStatistics.None });
        return row;
    }

    private static IEnumerable<string> Names(RunRecord record) => record.Outcome.Handlers.Select(handler => handler.Name);

    private static TableData? Table(RunRecord record, string name)
    {
        for (var i = 0; i < record.Tables.Count; i++)
            if (string.Equals(record.Outcome.Handlers[i].Name, name, StringComparison.Ordinal))
                return record.Tables[i];
        return null;
    }

    private static TableDifference? Losses(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var steps = Math.Min(left.Length, right.Length);
        var (first, count) = (-1, 0L);
        for (var step = 0; step < steps; step++)
        {
            if (ValueText.Same(left[step], right[step]))
                continue;
            first = count++ == 0 ? step : first;
        }

        count += Math.Abs(left.Length - right.Length);
        if (count == 0)
            return null;
        return new TableDifference("losses", count, first >= 0
            ? new(first, null, null, null, null, "loss", ValueText.Of(left[first]), ValueText.Of(right[first]))
            : new(steps, null, null, null, null, "rows", Steps(left.Length), Steps(right.Length)));
    }

    private static string Steps(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} rows");
}
