namespace Sweeps.Core.Plans;

/// <summary>The numbers of cells of a definition that are kept and left out.</summary>
/// <param name="GridCells">The product of the axes.</param>
/// <param name="Included">The number of cells that <c>include</c> adds.</param>
/// <param name="Excluded">The number of cells that <c>exclude</c> removes.</param>
/// <param name="Filtered">The number of cells that a condition removes (<c>where</c>, <c>--where</c>).</param>
/// <param name="Equal">The number of cells that equal an earlier cell and are not trained again.</param>
/// <param name="Cells">The number of remaining cells.</param>
public sealed record PlanStatistics(int GridCells, int Included, int Excluded, int Filtered, IReadOnlyList<EqualCells> Equal, int Cells);

/// <summary>A group of cells that equal an earlier cell for the same reason.</summary>
/// <param name="Parameters">The short names of the varied parameters that have no effect in these cells; empty if their values are just repeated.</param>
public sealed record EqualCells(IReadOnlyList<string> Parameters, int Count)
{
    /// <summary>The two presets that come to the same values, the one of the earlier cell first; empty if the cells have the same preset.</summary>
    public IReadOnlyList<string> Presets { get; init; } = [];

    /// <summary>The text for users: <c>6 cells equal others, because gain has no effect in them</c>.</summary>
    public override string ToString()
    {
        var subject = Count == 1 ? "1 cell equals another" : $"{Count} cells equal others";
        var them = Count == 1 ? "it" : "them";
        var inert = $"{string.Join(" and ", Parameters)} {(Parameters.Count == 1 ? "has" : "have")} no effect in {them}";
        return (Parameters.Count, Presets) switch
        {
            (0, [var one, var other]) => $"{subject}, because the presets {one} and {other} come to the same values in {them}",
            (_, [var one, var other]) => $"{subject}, because {inert} and the presets {one} and {other} come to the same values besides",
            (0, _) => $"{subject}, because the same values are given twice",
            _ => $"{subject}, because {inert}",
        };
    }
}
