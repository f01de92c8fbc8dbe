using System.Runtime.CompilerServices;
using Sweeps.Engine.Kernels.Lanes;

namespace Sweeps.Engine.Kernels;

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
        if (count < Count)
            return InTurn<T, V>(terms, stride, count);
        return ((Way(0) + Way(4)) + (Way(2) + Way(6))) + ((Way(1) + Way(5)) + (Way(3) + Way(7)));

        V Way(int i) => InTurn<T, V>(terms + (i * stride), Count * stride, (count - i + Count - 1) / Count);
    }

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

    /// <summary>All partial sums together; they are overwritten.</summary>
    /// <param name="terms">How many terms there were.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Together<V>(V* partials, int terms)
        where V : unmanaged, ILanes<V>
    {
        if (terms < Count)
        {
            for (var i = 1; i < terms; i++)
                partials[0] += partials[i];
            return partials[0];
        }

        for (var apart = Count / 2; apart >= 1; apart /= 2)
            for (var i = 0; i < apart; i++)
                partials[i] += partials[i + apart];
        return partials[0];
    }
}
