namespace Sweeps.Engine.Products;

/// <summary>
/// Sums of terms as ATen's AVX2 kernels reduce a row: eight partial sums, the i-th over the terms i, i + 8, …; then those 4 apart are
/// added, then 2 and 1 apart. Fewer than eight terms are added one after another.
/// </summary>
internal static unsafe class EightSums
{
    internal const int Count = 8;

    /// <summary>The sum of terms in memory.</summary>
    /// <param name="stride">From one to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<T, V>(T* terms, nint stride, int count)
        where T : unmanaged
        where V : unmanaged, ILanes<V, T>
    {
        // Not by way of memory, which takes 2 % of a step.
        return count < Count ? InTurn<T, V>(terms, stride, count) : Tree(Way(0), Way(1), Way(2), Way(3), Way(4), Way(5), Way(6), Way(7));

        V Way(int i) => InTurn<T, V>(terms + (i * stride), Count * stride, (count - i + Count - 1) / Count);
    }

    /// <summary>All partial sums together.</summary>
    /// <param name="terms">How many terms there were.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Together<V>(V* partials, int terms)
        where V : unmanaged, ILanes<V>
    {
        if (terms >= Count)
            return Tree(partials[0], partials[1], partials[2], partials[3], partials[4], partials[5], partials[6], partials[7]);
        var sum = partials[0];
        for (var i = 1; i < terms; i++)
            sum += partials[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Tree<V>(V p0, V p1, V p2, V p3, V p4, V p5, V p6, V p7)
        where V : unmanaged, ILanes<V> => ((p0 + p4) + (p2 + p6)) + ((p1 + p5) + (p3 + p7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V InTurn<T, V>(T* terms, nint stride, int count)
        where T : unmanaged
        where V : unmanaged, ILanes<V, T>
    {
        var sum = V.Load(terms);
        for (var i = 1; i < count; i++)
            sum += V.Load(terms + (i * stride));
        return sum;
    }
}
