using Sweeps.Core.Plans;

namespace Sweeps.Core.Running;

/// <summary>What is due, longest first: a worker that begins a long run last would keep the others waiting. Holds a number and a cost per cell, not the cells. Thread-safe.</summary>
internal sealed class RunQueue
{
    private readonly IReadOnlyList<PlannedCell> _cells;
    private readonly int[] _order;
    private readonly float[] _costs;
    private int _next;

    /// <param name="due">Numbers in <paramref name="cells"/>, ascending.</param>
    /// <param name="costs">Expected seconds of each of <paramref name="due"/>.</param>
    public RunQueue(IReadOnlyList<PlannedCell> cells, int[] due, float[] costs)
    {
        _cells = cells;
        _order = due;
        // Ties in the order of the plan.
        var keys = new (float Cost, int Number)[due.Length];
        for (var i = 0; i < due.Length; i++)
            keys[i] = (-costs[i], due[i]);
        Array.Sort(keys, due);
        _costs = Array.ConvertAll(keys, key => -key.Cost);
        TotalSeconds = _costs.Sum(cost => (double)cost);
    }

    public int Count => _order.Length;

    /// <summary>Expected seconds of all.</summary>
    public double TotalSeconds { get; }

    /// <summary>The next cell with its expected seconds, or null if none is left.</summary>
    public (PlannedCell Cell, float Seconds)? Next()
    {
        var at = Interlocked.Increment(ref _next) - 1;
        return at < _order.Length ? (_cells[_order[at]], _costs[at]) : null;
    }
}
