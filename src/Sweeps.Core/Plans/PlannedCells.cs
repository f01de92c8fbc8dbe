using System.Collections;

namespace Sweeps.Core.Plans;

/// <summary>The cells of a plan as a list: the plan holds twelve bytes a cell, and computes the rest as it is asked for. Thread-safe.</summary>
internal sealed class PlannedCells : IReadOnlyList<PlannedCell>
{
    private readonly SweepPlan _plan;
    private readonly int[] _numbers;

    /// <summary>The cells that a plan trains; counts them, if that is not done yet.</summary>
    public PlannedCells(SweepPlan plan)
    {
        _plan = plan;
        _numbers = plan.Numbers;
    }

    /// <summary>Their runs.</summary>
    public CellIds Ids => new(_plan.Runs, _numbers);

    /// <inheritdoc/>
    public int Count => _numbers.Length;

    /// <param name="index">Place among the cells to train, from 0.</param>
    public PlannedCell this[int index] => _plan.At(_numbers[index]);

    /// <inheritdoc/>
    public IEnumerator<PlannedCell> GetEnumerator() => _plan.Cells().GetEnumerator();

    /// <summary>Some of them, in order, with their places.</summary>
    /// <param name="isAsked">A flag per place.</param>
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
