namespace Sweeps.Core.Running;

/// <summary>Deals cells to shares of about the same cost: the cell with the highest cost first, each to the share with the lowest total so far.</summary>
internal static class ShardDeal
{
    /// <param name="costs">The expected seconds of every cell of the plan.</param>
    /// <returns>For each cell, whether it belongs to the share. The result depends only on the arguments.</returns>
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
