namespace Sweeps.Core.Running;

/// <summary>Deals cells to shares so that each costs about the same: the costliest first, each to the share that has least so far.</summary>
internal static class ShardDeal
{
    /// <param name="costs">Expected seconds of every cell of the plan.</param>
    /// <returns>For each cell whether it belongs to the share. The same for everybody who deals the same costs.</returns>
    public static bool[] Of(float[] costs, Shard shard)
    {
        var order = new int[costs.Length];
        var keys = new (float Cost, int Cell)[costs.Length];
        for (var i = 0; i < costs.Length; i++)
        {
            order[i] = i;
            keys[i] = (-costs[i], i);
        }

        Array.Sort(keys, order);
        var shares = new PriorityQueue<int, (double Load, int Cells, int Share)>();
        var cells = new int[shard.Count];
        for (var share = 0; share < shard.Count; share++)
            shares.Enqueue(share, (0, 0, share));
        var mine = new bool[costs.Length];
        foreach (var cell in order)
        {
            shares.TryDequeue(out var share, out var load);
            mine[cell] = share == shard.Index - 1;
            shares.Enqueue(share, (load.Load + costs[cell], ++cells[share], share));
        }

        return mine;
    }
}
