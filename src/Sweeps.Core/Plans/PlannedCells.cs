using System.Collections;

namespace Sweeps.Core.Plans;

/// <summary>The cells of a plan as a list. The plan stores twelve bytes per cell and computes the rest when it is needed. Thread-safe.</summary>
internal sealed class PlannedCells : IReadOnlyList<PlannedCell>
{
    private readonly SweepPlan _plan;
    private readonly int[] _numbers;

    /// <summary>Initializes the list of the cells that a plan trains; they are counted first, if that is not done yet.</summary>
    public PlannedCells(SweepPlan plan)
    {
        _plan = plan;
        _numbers = plan.Numbers;
    }

    /// <summary>The runs of the cells.</summary>
    public CellIds Ids => new(_plan.Runs, _numbers);

    /// <inheritdoc/>
    public int Count => _numbers.Length;

    /// <param name="index">The position among the cells to train, from 0.</param>
    public PlannedCell this[int index] => _plan.At(_numbers[index]);

    /// <inheritdoc/>
    public IEnumerator<PlannedCell> GetEnumerator() => _plan.Cells().GetEnumerator();

    /// <summary>Some of the cells in order, with their positions.</summary>
    /// <param name="isAsked">For each position, whether the cell is needed.</param>
    public IEnumerable<(int Place, PlannedCell Cell)> Some(bool[] isAsked)
    {
        var place = 0;
        foreach (var cell in _plan.Cells(isAsked))
        {
            while (!isAsked[place])
                place++;
            yield return (place++, cell);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
