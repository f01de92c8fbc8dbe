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
