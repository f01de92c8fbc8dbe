namespace Sweeps.Engine.Products;

/// <summary>Rows of a product some of whose sums run in two chains.</summary>
internal static unsafe class ChainedTile<T, R>
    where T : unmanaged
    where R : unmanaged, IRegister<R, T>
{
    /// <summary>Four rows of pairs: sixteen sums, two masks, two loaded columns and a broadcast.</summary>
    private const int TileRows = 4;

    /// <param name="mask">1 for each lane whose sums run in two chains, else 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* a, T* b, T* c, T* offset, int m, T* mask, in ProductShape shape)
    {
        while (m > 0)
        {
            var rows = m == TileRows + 1 || m == TileRows + 2 ? 3 : Math.Min(m, TileRows);
            if (rows == TileRows)
                Tile<Rows4>(a, b, c, offset, mask, in shape);
            else
                SmallTile(rows, a, b, c, offset, mask, in shape);
            a += rows * shape.RowStride;
            c += rows * shape.CStride;
            offset += rows * shape.OffsetStride;
            m -= rows;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SmallTile(int rows, T* a, T* b, T* c, T* offset, T* mask, in ProductShape shape)
    {
        switch (rows)
        {
            case 1:
                Tile<Rows1>(a, b, c, offset, mask, in shape);
                break;
            case 2:
                Tile<Rows2>(a, b, c, offset, mask, in shape);
                break;
            default:
                Tile<Rows3>(a, b, c, offset, mask, in shape);
                break;
        }
    }

    // The second chain is computed in all lanes and used where the mask is set; the first skips the second's terms there.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows>(T* a, T* b, T* c, T* offset, T* maskSource, in ProductShape shape)
        where TRows : IRows
    {
        var (rowStride, termStride, bStride) = (shape.RowStride, shape.TermStride, shape.BStride);
        var k = shape.Terms;
        var mask = R.LoadMask(maskSource);
        var first0 = R.Broadcast(default);
        var first1 = first0;
        var first2 = first0;
        var first3 = first0;
        var second0 = first0;
        var second1 = first0;
        var second2 = first0;
        var second3 = first0;
        var pairs = k / OpenBlas.ChainedTerms * (OpenBlas.ChainedTerms / 2);
        k -= 2 * pairs;
        for (; pairs > 0; pairs--)
        {
            var x = R.Load(b);
            first0 = R.Accumulate(first0, R.Broadcast(a[0]), x);
            if (TRows.Count > 1)
                first1 = R.Accumulate(first1, R.Broadcast(a[rowStride]), x);
            if (TRows.Count > 2)
                first2 = R.Accumulate(first2, R.Broadcast(a[2 * rowStride]), x);
            if (TRows.Count > 3)
                first3 = R.Accumulate(first3, R.Broadcast(a[3 * rowStride]), x);
            a += termStride;
            b += bStride;
            x = R.Load(b);
            var factor = R.Broadcast(a[0]);
            second0 = R.Accumulate(second0, factor, x);
            first0 = R.Select(mask, first0, R.Accumulate(first0, factor, x));
            if (TRows.Count > 1)
            {
                factor = R.Broadcast(a[rowStride]);
                second1 = R.Accumulate(second1, factor, x);
                first1 = R.Select(mask, first1, R.Accumulate(first1, factor, x));
            }
            if (TRows.Count > 2)
            {
                factor = R.Broadcast(a[2 * rowStride]);
                second2 = R.Accumulate(second2, factor, x);
                first2 = R.Select(mask, first2, R.Accumulate(first2, factor, x));
            }
            if (TRows.Count > 3)
            {
                factor = R.Broadcast(a[3 * rowStride]);
                second3 = R.Accumulate(second3, factor, x);
                first3 = R.Select(mask, first3, R.Accumulate(first3, factor, x));
            }
            a += termStride;
            b += bStride;
        }

        for (; k > 0; k--)
        {
            var x = R.Load(b);
            first0 = R.Accumulate(first0, R.Broadcast(a[0]), x);
            if (TRows.Count > 1)
                first1 = R.Accumulate(first1, R.Broadcast(a[rowStride]), x);
            if (TRows.Count > 2)
                first2 = R.Accumulate(first2, R.Broadcast(a[2 * rowStride]), x);
            if (TRows.Count > 3)
                first3 = R.Accumulate(first3, R.Broadcast(a[3 * rowStride]), x);
            a += termStride;
            b += bStride;
        }

        var (cStride, offsetStride) = (shape.CStride, shape.OffsetStride);
        first0 = R.Select(mask, R.Add(first0, second0), first0);
        R.Store(c, R.Add(first0, R.Broadcast(offset[0])));
        if (TRows.Count > 1)
        {
            first1 = R.Select(mask, R.Add(first1, second1), first1);
            R.Store(c + cStride, R.Add(first1, R.Broadcast(offset[offsetStride])));
        }
        if (TRows.Count > 2)
        {
            first2 = R.Select(mask, R.Add(first2, second2), first2);
            R.Store(c + (2 * cStride), R.Add(first2, R.Broadcast(offset[2 * offsetStride])));
        }
        if (TRows.Count > 3)
        {
            first3 = R.Select(mask, R.Add(first3, second3), first3);
            R.Store(c + (3 * cStride), R.Add(first3, R.Broadcast(offset[3 * offsetStride])));
        }
    }
}
