using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Store;

namespace Sweeps.Core.Verification;

/// <summary>A cell of two sweeps.</summary>
/// <param name="Left">Its run in the first folder; null if it is not there.</param>
/// <param name="Right">Its run in the second folder; null if it is not there.</param>
/// <param name="Differences">A difference per table, if both are there.</param>
/// <param name="Origin">If the runs were trained with different data or engines: which, in words.</param>
public sealed record CellDifference(RunOutcome? Left, RunOutcome? Right, IReadOnlyList<TableDifference> Differences, string? Origin = null);

/// <summary>What a comparison found equal, and what it could not compare.</summary>
public sealed class DiffTally
{
    /// <summary>Cells that are equal in everything that both folders have of them.</summary>
    public int Equal { get; internal set; }

    /// <summary>Runs of both folders whose weights are saved in the first alone.</summary>
    public int ModelsInFirstOnly { get; internal set; }

    /// <summary>Runs of both folders whose weights are saved in the second alone.</summary>
    public int ModelsInSecondOnly { get; internal set; }
}

/// <summary>Compares what two folders hold, cell by cell.</summary>
/// <remarks>Runs with the same id belong together; runs with different ids do if their parameters are the same, as after a change of the engine or the data.</remarks>
public static class SweepDiff
{
    /// <returns>Cells that exist on one side only or differ, by cell; what is equal, and what was not compared, is counted in <paramref name="tally"/>.</returns>
    /// <exception cref="StorageException">A run cannot be read.</exception>
    public static IEnumerable<CellDifference> Of(SweepPaths left, ResultsReader leftRuns, SweepPaths right, ResultsReader rightRuns, DiffTally tally)
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

            IReadOnlyList<TableDifference> differences = [.. RunComparison.Of(leftRuns.Load(outcome.Run), rightRuns.Load(outcome.Run), withCell: false), .. Models(left, right, outcome, other, tally)];
            if (differences.Count > 0)
                yield return new CellDifference(outcome, other, differences);
            else
                tally.Equal++;
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

    /// <summary>How the machines differ on which the runs of two folders were trained last, where bits depend on it: a sentence; null if they do not, or if nothing is known of them.</summary>
    /// <exception cref="StorageException">A folder's provenance cannot be read.</exception>
    public static string? OtherMachine(SweepPaths left, SweepPaths right) =>
        Machine(left) is { Count: > 0 } one && Machine(right) is { Count: > 0 } other && ComputedBy.Differences(one, other, "in the second") is { } difference
            ? $"The runs of the first folder were trained on another kind of machine than those of the second, and with their engine the last bits depend on that ({difference})."
            : null;

    private static IReadOnlyDictionary<string, string>? Machine(SweepPaths paths) => StoredExecution.All(paths).LastOrDefault(execution => execution.Trained != 0)?.Machine;

    /// <summary>The saved weights of a run, if both folders have them.</summary>
    private static IEnumerable<TableDifference> Models(SweepPaths left, SweepPaths right, RunOutcome leftRun, RunOutcome rightRun, DiffTally tally)
    {
        var (one, other) = (FileProbe.IsThere(left.Model(leftRun.Run)), FileProbe.IsThere(right.Model(rightRun.Run)));
        tally.ModelsInFirstOnly += one && !other ? 1 : 0;
        tally.ModelsInSecondOnly += other && !one ? 1 : 0;
        if (!one || !other)
            yield break;
        var (l, r) = (FileReading.Sha256(left.Model(leftRun.Run)), FileReading.Sha256(right.Model(rightRun.Run)));
        if (!string.Equals(l, r, StringComparison.Ordinal))
            yield return new TableDifference("models", 1, new(null, null, null, null, null, "sha256", l, r));
    }

    private static string? Origin(RunOutcome left, RunOutcome right, IReadOnlyList<StoredExecution> known) =>
        RunOrigin.Of(left, known) is { } l && RunOrigin.Of(right, known) is { } r ? l.Changes(r, "was", "then") : null;

    private static string Key(RunOutcome outcome) => string.Join('\u001f', outcome.Parameters.Select(value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)));
}
