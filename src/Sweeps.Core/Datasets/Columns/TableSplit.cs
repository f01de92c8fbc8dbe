namespace Sweeps.Core.Datasets.Columns;

/// <summary>Divides the rows of a table.</summary>
internal static class TableSplit
{
    /// <param name="columns">All columns of the table.</param>
    /// <param name="layout">Without a problem.</param>
    /// <param name="settings">How rows are divided.</param>
    /// <param name="rows">Rows of the table.</param>
    public static ItemSplit Of(IReadOnlyList<TableColumn> columns, TableLayout layout, DataSettings settings, int rows)
    {
        var kept = Kept(columns, layout, settings, rows);
        if (layout.Group >= 0)
            return ByGroups(columns[layout.Group], kept, settings);
        var order = settings.Shuffle.Order(kept.Length);
        foreach (ref var item in order.AsSpan())
            item = kept[item];
        if (layout.Split >= 0)
            return BySplitColumn(columns[layout.Split], order);
        return settings.Stratify && settings.IsClassification ? Stratified(columns[layout.Target], order, settings) : ItemSplit.ByFractions(order, settings);
    }

    private static int[] Kept(IReadOnlyList<TableColumn> columns, TableLayout layout, DataSettings settings, int rows)
    {
        var all = Enumerable.Range(0, rows);
        var gaps = layout.Used.Select(place => columns[place]).Where(column => column.Missing > 0).ToList();
        return settings.Missing is "drop" && gaps.Count > 0 ? [.. all.Where(row => !gaps.Exists(column => column.IsMissing(row)))] : [.. all];
    }

    private static ItemSplit BySplitColumn(TableColumn column, int[] order)
    {
        int[] splits = [.. column.Texts.Select(TableLayout.SplitOf)];
        return ItemSplit.BySplits(order, row => splits[column.Codes![row]]);
    }

    /// <summary>Groups in the order of their first rows are shuffled and cut as rows are; a group's rows stay in their order.</summary>
    private static ItemSplit ByGroups(TableColumn column, int[] rows, DataSettings settings)
    {
        var groups = new Dictionary<float, List<int>>();
        foreach (var row in rows)
        {
            var value = column.Codes is { } codes ? codes[row] : column.Numbers![row];
            if (!groups.TryGetValue(value, out var members))
                groups.Add(value, members = []);
            members.Add(row);
        }

        List<int>[] inOrder = [.. groups.Values.OrderBy(members => members[0])];
        var order = settings.Shuffle.Order(inOrder.Length);
        var bounds = SplitBounds.Of(order.Length, settings.Train, settings.Valid, settings.Test);
        int RowsOf(int end) => order.Take(end).Sum(group => inOrder[group].Count);
        return new([.. order.SelectMany(group => inOrder[group])], new SplitBounds(RowsOf(bounds.Train), RowsOf(bounds.Valid), RowsOf(bounds.Test)));
    }

    /// <summary>Each class is cut by itself; the rows of a split stay in their order.</summary>
    private static ItemSplit Stratified(TableColumn target, int[] order, DataSettings settings)
    {
        var counts = order.CountBy(target.ClassOf).ToDictionary();
        var seen = new Dictionary<ushort, int>();
        return ItemSplit.BySplits(order, row =>
        {
            var one = target.ClassOf(row);
            var place = seen.GetValueOrDefault(one);
            seen[one] = place + 1;
            var bounds = SplitBounds.Of(counts[one], settings.Train, settings.Valid, settings.Test);
            return place < bounds.Train ? 0 : place < bounds.Valid ? 1 : place < bounds.Test ? 2 : 3;
        });
    }
}
