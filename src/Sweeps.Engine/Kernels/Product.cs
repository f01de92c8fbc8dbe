using System.Runtime.CompilerServices;
using Sweeps.Engine.Kernels.Lanes;

namespace Sweeps.Engine.Kernels;

/// <summary>
/// C[m, n] = Σₖ A[m, k] · B[k, n] + offset[m], with k ascending, one fused multiply-add each, and the offset
/// added last, as a BLAS does it: the definition of every matrix product here. An element's sum does not depend on its neighbours, so
/// tiles may have any shape.
/// </summary>
/// <remarks>Like all kernels it is compiled once and for good: a run of a second would spend most of it in code that waits to be optimised.</remarks>
internal static unsafe class Product<T, V>
    where T : unmanaged
    where V : unmanaged, IRegister<V, T>
{
    /// <summary>The most rows of a tile: ten pairs of sums, two loaded columns and a broadcast fill 23 of the 32 vector registers.</summary>
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

    // As few tiles as there can be, the last two alike.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles<R>(
        T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* offset, nint offsetStride, int m, int k)
        where R : unmanaged, IRegister<R, T>
    {
        while (m > 0)
        {
            var rows = m >= 2 * TileRows ? TileRows : m > TileRows ? (m + 1) >> 1 : m;
            if (rows == TileRows)
                Tile<R, Rows10>(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, k);
            else
                SmallTile<R>(rows, a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, k);
            a += rows * rowStride;
            c += rows * cStride;
            offset += rows * offsetStride;
            m -= rows;
        }
    }

    // By itself, so that only who needs it waits until it is compiled.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SmallTile<R>(
        int rows, T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* offset, nint offsetStride, int k)
        where R : unmanaged, IRegister<R, T>
    {
        switch (rows)
        {
            case 1:
                Tile<R, Rows1>(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, k);
                break;
            case 2:
                Tile<R, Rows2>(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, k);
                break;
            case 3:
                Tile<R, Rows3>(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, k);
                break;
            case 4:
                Tile<R, Rows4>(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, k);
                break;
            case 5:
                Tile<R, Rows5>(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, k);
                break;
            case 6:
                Tile<R, Rows6>(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, k);
                break;
            case 7:
                Tile<R, Rows7>(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, k);
                break;
            case 8:
                Tile<R, Rows8>(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, k);
                break;
            default:
                Tile<R, Rows9>(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, k);
                break;
        }
    }

    // Calls nothing that is not inlined, and keeps its sums in locals: otherwise they live in memory and it takes four times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<R, TRows>(
        T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* offset, nint offsetStride, int k)
        where R : unmanaged, IRegister<R, T>
        where TRows : IRows
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
            if (TRows.Count > 1)
                c1 = R.Accumulate(c1, R.Broadcast(a[rowStride]), x);
            if (TRows.Count > 2)
                c2 = R.Accumulate(c2, R.Broadcast(a[2 * rowStride]), x);
            if (TRows.Count > 3)
                c3 = R.Accumulate(c3, R.Broadcast(a[3 * rowStride]), x);
            if (TRows.Count > 4)
                c4 = R.Accumulate(c4, R.Broadcast(a[4 * rowStride]), x);
            var later = a + (5 * rowStride);
            if (TRows.Count > 5)
                c5 = R.Accumulate(c5, R.Broadcast(later[0]), x);
            if (TRows.Count > 6)
                c6 = R.Accumulate(c6, R.Broadcast(later[rowStride]), x);
            if (TRows.Count > 7)
                c7 = R.Accumulate(c7, R.Broadcast(later[2 * rowStride]), x);
            if (TRows.Count > 8)
                c8 = R.Accumulate(c8, R.Broadcast(later[3 * rowStride]), x);
            if (TRows.Count > 9)
                c9 = R.Accumulate(c9, R.Broadcast(later[4 * rowStride]), x);
            a += termStride;
            b += bStride;
        }

        R.Store(c, R.Add(c0, R.Broadcast(offset[0])));
        if (TRows.Count > 1)
            R.Store(c + cStride, R.Add(c1, R.Broadcast(offset[offsetStride])));
        if (TRows.Count > 2)
            R.Store(c + (2 * cStride), R.Add(c2, R.Broadcast(offset[2 * offsetStride])));
        if (TRows.Count > 3)
            R.Store(c + (3 * cStride), R.Add(c3, R.Broadcast(offset[3 * offsetStride])));
        if (TRows.Count > 4)
            R.Store(c + (4 * cStride), R.Add(c4, R.Broadcast(offset[4 * offsetStride])));
        if (TRows.Count > 5)
            R.Store(c + (5 * cStride), R.Add(c5, R.Broadcast(offset[5 * offsetStride])));
        if (TRows.Count > 6)
            R.Store(c + (6 * cStride), R.Add(c6, R.Broadcast(offset[6 * offsetStride])));
        if (TRows.Count > 7)
            R.Store(c + (7 * cStride), R.Add(c7, R.Broadcast(offset[7 * offsetStride])));
        if (TRows.Count > 8)
            R.Store(c + (8 * cStride), R.Add(c8, R.Broadcast(offset[8 * offsetStride])));
        if (TRows.Count > 9)
            R.Store(c + (9 * cStride), R.Add(c9, R.Broadcast(offset[9 * offsetStride])));
    }
}
