namespace Sweeps.Core.Plans;

/// <summary>What became of the cells of a definition.</summary>
/// <param name="GridCells">The product of the axes.</param>
/// <param name="Included">Cells that <c>include</c> adds.</param>
/// <param name="Excluded">Cells that <c>exclude</c> takes out.</param>
/// <param name="Filtered">Cells that a condition takes out (<c>where</c>, <c>--where</c>).</param>
/// <param name="Equal">Cells that equal an earlier one, and are trained once with it.</param>
/// <param name="Cells">Cells that are left.</param>
public sealed record PlanStatistics(int GridCells, int Included, int Excluded, int Filtered, IReadOnlyList<EqualCells> Equal, int Cells);

/// <summary>Cells that equal an earlier one for the same reason.</summary>
/// <param name="Parameters">Short names of the varied parameters that have no effect in them; none if their values are just repeated.</param>
public sealed record EqualCells(IReadOnlyList<string> Parameters, int Count)
{
    /// <summary>For people: <c>6 cells equal others, because gain has no effect in them</c>.</summary>
    public override string ToString()
    {
        var subject = Count == 1 ? "1 cell equals another" : $"{Count} cells equal others";
        return Parameters.Count == 0
            ? $"{subject}, because the same values are given twice"
            : $"{subject}, because {string.Join(" and ", Parameters)} {(Parameters.Count == 1 ? "has" : "have")} no effect in {(Count == 1 ? "it" : "them")}";
    }
}
