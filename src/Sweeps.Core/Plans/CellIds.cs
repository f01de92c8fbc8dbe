using Sweeps.Core.Files;

namespace Sweeps.Core.Plans;

/// <summary>The runs of a list of cells without the cells, as a plan knows them.</summary>
/// <param name="Runs">The run of each cell, in the order of the list.</param>
/// <param name="Cells">The number of each cell.</param>
internal readonly record struct CellIds(ulong[] Runs, int[] Cells)
{
    public static CellIds Of(IReadOnlyList<PlannedCell> cells)
    {
        if (cells is PlannedCells planned)
            return planned.Ids;
        var (runs, numbers) = (new List<ulong>(cells.Count), new List<int>(cells.Count));
        foreach (var cell in cells)
        {
            runs.Add(RunId.Parse(cell.Run));
            numbers.Add(cell.Cell);
        }

        return new([.. runs], [.. numbers]);
    }

    /// <summary>Some of the cells in order, with their positions in the list. The other cells are not computed.</summary>
    /// <param name="isAsked">For each position, whether the cell is needed.</param>
    public static IEnumerable<(int Place, PlannedCell Cell)> Some(IReadOnlyList<PlannedCell> cells, bool[] isAsked)
    {
        if (Array.IndexOf(isAsked, true) < 0)
            return [];
        return cells is PlannedCells planned ? planned.Some(isAsked) : cells.Index().Where(cell => isAsked[cell.Index]);
    }
}
