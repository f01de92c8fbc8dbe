namespace Sweeps.Core.Datasets;

/// <summary>The items of a file in the order in which they are trained on and evaluated, and where that order is cut.</summary>
/// <param name="Order">Numbers of items: those of the training split, of the validation split, of the test split, and the rest.</param>
/// <param name="Bounds">Where it is cut.</param>
internal sealed record ItemSplit(int[] Order, SplitBounds Bounds)
{
    /// <summary>The items of the training split.</summary>
    public ReadOnlySpan<int> Train => Order.AsSpan(0, Bounds.Train);

    /// <summary>The items of the validation split.</summary>
    public ReadOnlySpan<int> Valid => Order.AsSpan(Bounds.Train, Bounds.Valid - Bounds.Train);

    /// <summary>The items of the test split.</summary>
    public ReadOnlySpan<int> Test => Order.AsSpan(Bounds.Valid, Bounds.Test - Bounds.Valid);

    /// <summary>Items in an order, cut by fractions.</summary>
    public static ItemSplit ByFractions(int[] order, DataSettings settings) => new(order, SplitBounds.Of(order.Length, settings.Train, settings.Valid, settings.Test));

    /// <summary>Items in an order, each in the split with this number: 0 train, 1 valid, 2 test, others none.</summary>
    public static ItemSplit BySplits(int[] order, Func<int, int> splitOf)
    {
        var splits = order.Select(splitOf).ToArray();
        int[] Of(int split) => [.. order.Where((_, place) => splits[place] == split)];
        var (train, valid, test) = (Of(0), Of(1), Of(2));
        return new([.. train, .. valid, .. test], new SplitBounds(train.Length, train.Length + valid.Length, train.Length + valid.Length + test.Length));
    }
}
