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

    /// <inheritdoc/>
    public int Count => _numbers.Length;

    /// <param name="index">Place among the cells to train, from 0.</param>
    public PlannedCell this[int index] => _plan.At(_numbers[index]);

    /// <inheritdoc/>
    public IEnumerator<PlannedCell> GetEnumerator() => _plan.Cells().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
