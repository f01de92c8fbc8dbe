using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Analysis.Answers;

/// <summary>The share of the variance of an outcome that a parameter explains, or two of them together beyond what each does alone.</summary>
/// <param name="Parameters">One name or two.</param>
/// <param name="Share">Between 0 and 1.</param>
public sealed record ImportanceTerm(IReadOnlyList<string> Parameters, double Share);

/// <summary>How important each varied parameter is for an outcome: a functional analysis of variance over the complete grid, seeds as replicates.</summary>
/// <param name="Outcome">A measure, or <see cref="Diverged"/>.</param>
/// <param name="Terms">The largest share first; empty if nothing could be computed.</param>
/// <param name="Rest">The share of three or more parameters together.</param>
/// <param name="Seeds">The share of the differences between seeds.</param>
/// <param name="Runs">How many runs were taken into account.</param>
/// <param name="LeftOut">The values that were left out, since runs there have no value: <c>lr 10</c>.</param>
/// <param name="Reason">Why it was not computed; empty if it was.</param>
public sealed record ParameterImportance(string Outcome, IReadOnlyList<ImportanceTerm> Terms, double Rest, double Seeds, int Runs, IReadOnlyList<string> LeftOut, string Reason)
{
    /// <summary>The name of the outcome that is 1 for a run that diverged or exploded, 0 for one that completed otherwise, and that a failed run does not have.</summary>
    public const string Diverged = "diverged";

    /// <summary>The importance for each measure that is a column of numbers, and for <see cref="Diverged"/> if a run diverged.</summary>
    /// <param name="cells">The runs.</param>
    /// <param name="measures">Their names.</param>
    public static IReadOnlyList<ParameterImportance> Of(SweepCells cells, IEnumerable<string> measures)
    {
        if (cells.Varied.Count == 0)
            return [];
        var found = new List<ParameterImportance>();
        foreach (var measure in measures)
            if (cells.Numbers(measure) is { } values && Array.Exists(values, value => !double.IsNaN(value)))
                found.Add(Of(cells, measure, values));
        double[] diverged = [.. Enumerable.Range(0, cells.Runs).Select(row => cells.Endings.Status(row) == RunStatus.Failed ? double.NaN : cells.Endings.IsAveraged(row) ? 0 : 1)];
        if (Array.Exists(diverged, value => value == 1))
            found.Add(Of(cells, Diverged, diverged));
        return found;
    }

    private static ParameterImportance Of(SweepCells cells, string outcome, double[] values)
    {
        if (FactorGrid.Of(cells, values, out var reason) is not { } grid)
            return new(outcome, [], 0, 0, 0, [], reason);
        return FunctionalAnova.Of(grid, out var rest, out var seeds) is { } terms
            ? new(outcome, terms, rest, seeds, grid.Values.Length, grid.LeftOut, "")
            : new(outcome, [], 0, 0, 0, grid.LeftOut, "all runs have the same value");
    }
}
