using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Products;

/// <summary>
/// C[m, n] = Σₖ A[m, k] · B[k, n] + offset[m], with the offset added last, as a BLAS does it: the definition of every matrix product here.
/// A sum takes its terms with k ascending, one fused multiply-add each, unless its <see cref="AccumulationOrder{T}"/> says otherwise: in two chains, of whole groups of
/// eight terms every other one in the second, which is added to the first at the end; and of many terms so many at a time, the first added to the offset, the next to
/// that, and so on.
/// </summary>
/// <remarks>
/// An element's sum does not depend on its neighbours, so tiles may have any shape.
/// Like all kernels it is compiled once and for good: a run of a second would spend most of it in code that waits to be optimised.
/// </remarks>
internal static unsafe class Product<T, V>
    where T : unmanaged, INumberBase<T>
    where V : unmanaged, IRegister<V, T>
{
    /// <summary>The most rows of a tile: ten pairs of sums, two loaded columns and a broadcast fill 23 of the 32 vector registers.</summary>
    private const int TileRows = 10;

    /// <summary>So many rows, or rather fewer, but at least one, of which no tile is a small one.</summary>
    internal static int WholeTiles(int rows) => Math.Max(1, rows / TileRows) * TileRows;

    /// <param name="a">m × k numbers, element (i, j) at <c>i · rowStride + j · termStride</c>.</param>
    /// <param name="b">k rows of n numbers.</param>
    /// <param name="n">A multiple of the lanes' count.</param>
    /// <param name="c">m rows of n numbers; must not overlap a or b.</param>
    /// <param name="offset">The number added to each row's sums.</param>
    /// <param name="order">Of m rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* offset, nint offsetStride, int k, int n, AccumulationOrder<T> order)
    {
        if (order.NextTerms(k) < k)
        {
            InParts(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, k, n, order);
            return;
        }

        var paired = n / (2 * V.Count) * (2 * V.Count);
        for (var column = 0; column < paired; column += 2 * V.Count)
        {
            if (order.IsPlain(column, 2 * V.Count))
                Tiles<Pair<V, T>>(a, rowStride, termStride, b + column, bStride, c + column, cStride, offset, offsetStride, order.Rows, k);
            else
                Bands<Pair<V, T>>(a, rowStride, termStride, b + column, bStride, c + column, cStride, offset, offsetStride, k, order, column);
        }

        for (var column = paired; column < n; column += V.Count)
        {
            if (order.IsPlain(column, V.Count))
                Tiles<V>(a, rowStride, termStride, b + column, bStride, c + column, cStride, offset, offsetStride, order.Rows, k);
            else
                Bands<V>(a, rowStride, termStride, b + column, bStride, c + column, cStride, offset, offsetStride, k, order, column);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void InParts(
        T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* offset, nint offsetStride, int k, int n, AccumulationOrder<T> order)
    {
        var part = order.Scratch;
        var terms = order.NextTerms(k);
        Run(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, terms, n, order);
        var zero = T.Zero;
        for (k -= terms; k > 0; k -= terms)
        {
            a += terms * termStride;
            b += terms * bStride;
            terms = order.NextTerms(k);
            Run(a, rowStride, termStride, b, bStride, part, n, &zero, 0, terms, n, order);
            for (var row = 0; row < order.Rows; row++)
                for (var column = 0; column < n; column += V.Count)
                    V.Store(c + (row * cStride) + column, V.Add(V.Load(part + ((nint)row * n) + column), V.Load(c + (row * cStride) + column)));
        }

        GC.KeepAlive(order);
    }

    // Bands without a sum in two chains are taken together.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Bands<R>(
        T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* offset, nint offsetStride, int k, AccumulationOrder<T> order, int column)
        where R : unmanaged, IRegister<R, T>
    {
        var first = order.MarksOf(column, V.Count);
        var all = order.MarksOf(column, R.Count);
        var plain = 0;
        foreach (ref readonly var band in order.Bands)
        {
            if ((band.Marks & all) == OpenBlas.Marks.None)
            {
                plain += band.Rows;
                continue;
            }

            Tiles<R>(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, plain, k);
            a += plain * rowStride;
            c += plain * cStride;
            offset += plain * offsetStride;
            plain = 0;
            if ((band.Marks & first) == OpenBlas.Marks.None && band.Rows % HalfChainedTile<T, V>.Rows == 0)
                HalfChainedTile<T, V>.Run(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, band.Rows, k, band.Mask + column);
            else
                ChainedTile<T, R>.Run(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, band.Rows, k, band.Mask + column);
            a += band.Rows * rowStride;
            c += band.Rows * cStride;
            offset += band.Rows * offsetStride;
        }

        Tiles<R>(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, plain, k);
        GC.KeepAlive(order);
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
