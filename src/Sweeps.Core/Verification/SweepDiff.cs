using Sweeps.Core.Files;
using Sweeps.Core.Results;

namespace Sweeps.Core.Verification;

/// <summary>A cell of two sweeps.</summary>
/// <param name="Left">Its run in the first folder; null if it is not there.</param>
/// <param name="Right">Its run in the second folder; null if it is not there.</param>
/// <param name="Differences">A difference per table, if both are there.</param>
/// <param name="Origin">If the runs were trained with different data or engines: which, in words.</param>
public sealed record CellDifference(RunOutcome? Left, RunOutcome? Right, IReadOnlyList<TableDifference> Differences, string? Origin = null);

/// <summary>Compares what two folders hold, cell by cell.</summary>
/// <remarks>Runs with the same id belong together; runs with different ids do if their parameters are the same, as after a change of the engine or the data.</remarks>
public static class SweepDiff
{
    /// <returns>Cells that exist on one side only or differ, by cell; and how many are equal through <paramref name="equal"/>.</returns>
    /// <exception cref="StorageException">A run cannot be read.</exception>
    public static IEnumerable<CellDifference> Of(SweepPaths left, ResultsReader leftRuns, SweepPaths right, ResultsReader rightRuns, Action equal)
    {
        var others = rightRuns.Outcomes().ToDictionary(outcome => outcome.Run, StringComparer.Ordinal);
        var lonely = new List<RunOutcome>();
        foreach (var outcome in leftRuns.Outcomes())
        {
            if (!others.Remove(outcome.Run, out var other))
            {
                lonely.Add(outcome);
                continue;
            }

            if (RunComparison.Of(leftRuns.Load(outcome.Run), rightRuns.Load(outcome.Run), withCell: false) is { Count: > 0 } differences)
                yield return new CellDifference(outcome, other, differences);
            else
                equal();
        }

        var byParameters = others.Values.GroupBy(Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => new Queue<RunOutcome>(same), StringComparer.Ordinal);
        IReadOnlyList<StoredExecution> known = lonely.Count == 0 ? [] : [.. StoredExecution.All(left), .. StoredExecution.All(right)];
        foreach (var outcome in lonely)
        {
            if (!byParameters.TryGetValue(Key(outcome), out var same) || !same.TryDequeue(out var other))
            {
                yield return new CellDifference(outcome, null, []);
                continue;
            }

            others.Remove(other.Run);
            yield return new CellDifference(outcome, other, RunComparison.Of(leftRuns.Load(outcome.Run), rightRuns.Load(other.Run), withCell: false), Origin(outcome, other, known));
        }

        foreach (var other in others.Values.OrderBy(outcome => outcome.Cell))
            yield return new CellDifference(null, other, []);
    }

    private static string? Origin(RunOutcome left, RunOutcome right, IReadOnlyList<StoredExecution> known) =>
        RunOrigin.Of(left, known) is { } l && RunOrigin.Of(right, known) is { } r ? l.Changes(r, "was", "then") : null;

    private static string Key(RunOutcome outcome) => string.Join('\u001f', outcome.Parameters.Select(value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)));
}
