using System.Numerics;

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
    /// <summary>So many rows, or rather fewer, but at least one, of which no tile is a small one.</summary>
    internal static int WholeTiles(int rows)
    {
        var tile = TileShape.Rows(TileShape.Vectors);
        return Math.Max(1, rows / tile) * tile;
    }

    /// <param name="a">m × k numbers.</param>
    /// <param name="b">k rows of n numbers.</param>
    /// <param name="c">m rows of n numbers; must not overlap a or b.</param>
    /// <param name="offset">The number added to each row's sums: a stride of 1 for one a row, of 0 for one for all.</param>
    /// <param name="k">Terms of a sum.</param>
    /// <param name="n">A multiple of the lanes' count.</param>
    /// <param name="order">Of m rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Strided<T> a, Lines<T> b, Lines<T> c, Lines<T> offset, int k, int n, AccumulationOrder<T> order)
    {
        var shape = new ProductShape
        {
            RowStride = a.RowStride,
            TermStride = a.ColumnStride,
            BStride = b.Stride,
            CStride = c.Stride,
            OffsetStride = offset.Stride,
            Terms = k,
        };
        if (order.IsFast && BlockedProduct<T, V>.IsWorthwhile(order.Rows, k, n, a.RowStride, a.ColumnStride))
            BlockedProduct<T, V>.Run(a.Start, b.Start, c.Start, offset.Start, order.Rows, n, in shape);
        else if (order.NextTerms(k) < k)
            InParts(a.Start, b.Start, c.Start, offset.Start, n, order, in shape);
        else
            Columns(a.Start, b.Start, c.Start, offset.Start, n, order, in shape);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns(T* a, T* b, T* c, T* offset, int n, AccumulationOrder<T> order, in ProductShape shape)
    {
        for (var column = 0; column < n;)
        {
            var vectors = (n - column) / V.Count;
            if (TileShape.Vectors >= 4 && vectors >= 4 && order.IsPlain(column, 4 * V.Count))
            {
                Tiles<Quad<V, T>>(a, b + column, c + column, offset, order.Rows, in shape);
                column += 4 * V.Count;
            }
            else if (vectors >= 2)
            {
                Strip<Pair<V, T>>(a, b, c, offset, order, column, in shape);
                column += 2 * V.Count;
            }
            else
            {
                Strip<V>(a, b, c, offset, order, column, in shape);
                column += V.Count;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Strip<R>(T* a, T* b, T* c, T* offset, AccumulationOrder<T> order, int column, in ProductShape shape)
        where R : unmanaged, IRegister<R, T>
    {
        if (order.IsPlain(column, R.Count))
            Tiles<R>(a, b + column, c + column, offset, order.Rows, in shape);
        else
            Bands<R>(a, b + column, c + column, offset, order, column, in shape);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void InParts(T* a, T* b, T* c, T* offset, int n, AccumulationOrder<T> order, in ProductShape shape)
    {
        var first = shape with { Terms = order.NextTerms(shape.Terms) };
        Columns(a, b, c, offset, n, order, in first);
        var part = order.Scratch;
        var zero = T.Zero;
        var done = first.Terms;
        while (done < shape.Terms)
        {
            var next = shape with { CStride = n, OffsetStride = 0, Terms = order.NextTerms(shape.Terms - done) };
            Columns(a + (done * shape.TermStride), b + (done * shape.BStride), part, &zero, n, order, in next);
            done += next.Terms;
            for (var row = 0; row < order.Rows; row++)
                for (var column = 0; column < n; column += V.Count)
                {
                    var sum = c + (row * shape.CStride) + column;
                    V.Store(sum, V.Add(V.Load(part + ((nint)row * n) + column), V.Load(sum)));
                }
        }

        GC.KeepAlive(order);
    }

    // Bands without a sum in two chains are taken together.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Bands<R>(T* a, T* b, T* c, T* offset, AccumulationOrder<T> order, int column, in ProductShape shape)
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

            Tiles<R>(a, b, c, offset, plain, in shape);
            a += plain * shape.RowStride;
            c += plain * shape.CStride;
            offset += plain * shape.OffsetStride;
            plain = 0;
            if ((band.Marks & first) == OpenBlas.Marks.None && band.Rows % HalfChainedTile<T, V>.Rows == 0)
                HalfChainedTile<T, V>.Run(a, b, c, offset, band.Rows, band.Mask + column, in shape);
            else
                ChainedTile<T, R>.Run(a, b, c, offset, band.Rows, band.Mask + column, in shape);
            a += band.Rows * shape.RowStride;
            c += band.Rows * shape.CStride;
            offset += band.Rows * shape.OffsetStride;
        }

        Tiles<R>(a, b, c, offset, plain, in shape);
        GC.KeepAlive(order);
    }

    // As few tiles as there can be, the last two alike.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles<R>(T* a, T* b, T* c, T* offset, int m, in ProductShape shape)
        where R : unmanaged, IRegister<R, T>
    {
        var most = TileShape.Rows(R.Count / V.Count);
        while (m > 0)
        {
            var rows = m >= 2 * most ? most : m > most ? (m + 1) >> 1 : m;
            ProductTile<T, R>.Run<WholeSum>(rows, most, a, b, c, offset, in shape);
            a += rows * shape.RowStride;
            c += rows * shape.CStride;
            offset += rows * shape.OffsetStride;
            m -= rows;
        }
    }
}
