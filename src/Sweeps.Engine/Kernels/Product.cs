using System.Runtime.CompilerServices;
using Sweeps.Engine.Kernels.Lanes;

namespace Sweeps.Engine.Kernels;

/// <summary>
/// C[m, n] = Σₖ A[m, k] · B[k, n] + offset[m], with k ascending, one fused multiply-add each, and the offset
/// added last, as a BLAS does it: the definition of every matrix product here. An element's sum does not depend on its neighbours, so
/// tiles may have any shape and may overlap.
/// </summary>
/// <remarks>Like all kernels it is compiled once and for good: a run of a second would spend most of it in code that waits to be optimised.</remarks>
internal static unsafe class Product<T, V>
    where T : unmanaged
    where V : unmanaged, IRegister<V, T>
{
    /// <summary>Rows of a tile: ten pairs of sums, two loaded columns and a broadcast fill 23 of the 32 vector registers.</summary>
    private const int TileRows = 10;

    /// <param name="a">m × k numbers, element (i, j) at <c>i · rowStride + j · termStride</c>.</param>
    /// <param name="b">k rows of n numbers.</param>
    /// <param name="n">A multiple of the lanes' count.</param>
    /// <param name="c">m rows of n numbers; must not overlap a or b.</param>
    /// <param name="offset">The number added to each row's sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* offset, nint offsetStride, int m, int k, int n)
    {
        var paired = n / (2 * V.Count) * (2 * V.Count);
        for (var column = 0; column < paired; column += 2 * V.Count)
            Tiles<Pair<V, T>>(a, rowStride, termStride, b + column, bStride, c + column, cStride, offset, offsetStride, m, k);
        for (var column = paired; column < n; column += V.Count)
            Tiles<V>(a, rowStride, termStride, b + column, bStride, c + column, cStride, offset, offsetStride, m, k);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles<R>(
        T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* offset, nint offsetStride, int m, int k)
        where R : unmanaged, IRegister<R, T>
    {
        if (m < TileRows)
        {
            for (var row = 0; row < m; row++)
                Row<R>(a + (row * rowStride), termStride, b, bStride, c + (row * cStride), offset[row * offsetStride], k);
            return;
        }

        // The last tile reaches back over rows already done rather than past the end.
        for (var row = 0; ; row = Math.Min(row + TileRows, m - TileRows))
        {
            Tile<R>(a + (row * rowStride), rowStride, termStride, b, bStride, c + (row * cStride), cStride, offset + (row * offsetStride), offsetStride, k);
            if (row + TileRows >= m)
                return;
        }
    }

    // Calls nothing that is not inlined, and keeps its ten sums in locals: otherwise they live in memory and it takes four times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<R>(
        T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* offset, nint offsetStride, int k)
        where R : unmanaged, IRegister<R, T>
    {
        var c0 = R.Broadcast(default);
        var c1 = c0;
        var c2 = c0;
        var c3 = c0;
        var c4 = c0;
        var c5 = c0;
        var c6 = c0;
        var c7 = c0;
        var c8 = c0;
        var c9 = c0;
        for (; k > 0; k--)
        {
            var x = R.Load(b);
            c0 = R.Accumulate(c0, R.Broadcast(a[0]), x);
            c1 = R.Accumulate(c1, R.Broadcast(a[rowStride]), x);
            c2 = R.Accumulate(c2, R.Broadcast(a[2 * rowStride]), x);
            c3 = R.Accumulate(c3, R.Broadcast(a[3 * rowStride]), x);
            c4 = R.Accumulate(c4, R.Broadcast(a[4 * rowStride]), x);
            var a5 = a + (5 * rowStride);
            c5 = R.Accumulate(c5, R.Broadcast(a5[0]), x);
            c6 = R.Accumulate(c6, R.Broadcast(a5[rowStride]), x);
            c7 = R.Accumulate(c7, R.Broadcast(a5[2 * rowStride]), x);
            c8 = R.Accumulate(c8, R.Broadcast(a5[3 * rowStride]), x);
            c9 = R.Accumulate(c9, R.Broadcast(a5[4 * rowStride]), x);
            a += termStride;
            b += bStride;
        }

        R.Store(c, R.Add(c0, R.Broadcast(offset[0])));
        R.Store(c + cStride, R.Add(c1, R.Broadcast(offset[offsetStride])));
        R.Store(c + (2 * cStride), R.Add(c2, R.Broadcast(offset[2 * offsetStride])));
        R.Store(c + (3 * cStride), R.Add(c3, R.Broadcast(offset[3 * offsetStride])));
        R.Store(c + (4 * cStride), R.Add(c4, R.Broadcast(offset[4 * offsetStride])));
        c += 5 * cStride;
        offset += 5 * offsetStride;
        R.Store(c, R.Add(c5, R.Broadcast(offset[0])));
        R.Store(c + cStride, R.Add(c6, R.Broadcast(offset[offsetStride])));
        R.Store(c + (2 * cStride), R.Add(c7, R.Broadcast(offset[2 * offsetStride])));
        R.Store(c + (3 * cStride), R.Add(c8, R.Broadcast(offset[3 * offsetStride])));
        R.Store(c + (4 * cStride), R.Add(c9, R.Broadcast(offset[4 * offsetStride])));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<R>(T* a, nint termStride, T* b, nint bStride, T* c, T offset, int k)
        where R : unmanaged, IRegister<R, T>
    {
        var sum = R.Broadcast(default);
        for (; k > 0; k--)
        {
            sum = R.Accumulate(sum, R.Broadcast(*a), R.Load(b));
            a += termStride;
            b += bStride;
        }

        R.Store(c, R.Add(sum, R.Broadcast(offset)));
    }
}
