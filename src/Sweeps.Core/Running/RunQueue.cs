using Sweeps.Core.Plans;

namespace Sweeps.Core.Running;

/// <summary>The due runs, the longest first: if a long run started last, the other workers would wait for it. Stores a number and a cost per cell, not the cells. Thread-safe.</summary>
internal sealed class RunQueue
{
    private readonly IReadOnlyList<PlannedCell> _cells;
    private readonly int[] _order;
    private readonly float[] _costs;
    private int _next;

    /// <param name="due">The positions of the due cells in <paramref name="cells"/>, ascending.</param>
    /// <param name="costs">The expected seconds of each of <paramref name="due"/>.</param>
    public RunQueue(IReadOnlyList<PlannedCell> cells, int[] due, float[] costs)
    {
        _cells = cells;
        _order = due;
        // Runs with equal costs keep the order of the plan.
        var keys = new (float Cost, int Number)[due.Length];
        for (var i = 0; i < due.Length; i++)
            keys[i] = (-costs[i], due[i]);
        Array.Sort(keys, due);
        _costs = Array.ConvertAll(keys, key => -key.Cost);
        TotalSeconds = _costs.Sum(cost => (double)cost);
    }

    public int Count => _order.Length;

    /// <summary>The expected seconds of all due runs together.</summary>
    public double TotalSeconds { get; }

    /// <summary>The next cell with its expected seconds, or null if none is left.</summary>
    public (PlannedCell Cell, float Seconds)? Next()
    {
        var at = Interlocked.Increment(ref _next) - 1;
        return at < _order.Length ? (_cells[_order[at]], _costs[at]) : null;
    }
}
