namespace Sweeps.Engine.Products;

/// <summary>Rows of a product, two registers wide: all sums of the first run in one chain, some of the second's in two.</summary>
internal static unsafe class HalfChainedTile<T, V>
    where T : unmanaged
    where V : unmanaged, IRegister<V, T>
{
    /// <summary>Rows of a tile: 24 sums, a mask, two loaded columns and a broadcast.</summary>
    public const int Rows = 8;

    /// <param name="m">A multiple of <see cref="Rows"/>.</param>
    /// <param name="mask">1 for each lane whose sums run in two chains, else 0; of both registers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* a, T* b, T* c, T* offset, int m, T* mask, in ProductShape shape)
    {
        for (; m > 0; m -= Rows)
        {
            Tile(a, b, c, offset, mask + V.Count, in shape);
            a += Rows * shape.RowStride;
            c += Rows * shape.CStride;
            offset += Rows * shape.OffsetStride;
        }
    }

    // Where the mask is not set, the one chain goes to and fro between the registers of two: a blend costs less here than a multiplication.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(T* a, T* b, T* c, T* offset, T* maskSource, in ProductShape shape)
    {
        var (rowStride, termStride, bStride) = (shape.RowStride, shape.TermStride, shape.BStride);
        var k = shape.Terms;
        var mask = V.LoadMask(maskSource);
        var plain0 = V.Broadcast(default);
        var plain1 = plain0;
        var plain2 = plain0;
        var plain3 = plain0;
        var plain4 = plain0;
        var plain5 = plain0;
        var plain6 = plain0;
        var plain7 = plain0;
        var first0 = plain0;
        var first1 = plain0;
        var first2 = plain0;
        var first3 = plain0;
        var first4 = plain0;
        var first5 = plain0;
        var first6 = plain0;
        var first7 = plain0;
        var second0 = plain0;
        var second1 = plain0;
        var second2 = plain0;
        var second3 = plain0;
        var second4 = plain0;
        var second5 = plain0;
        var second6 = plain0;
        var second7 = plain0;
        var pairs = k / OpenBlas.ChainedTerms * (OpenBlas.ChainedTerms / 2);
        k -= 2 * pairs;
        for (; pairs > 0; pairs--)
        {
            var x = V.Load(b);
            var y = V.Load(b + V.Count);
            var factor = V.Broadcast(a[0]);
            plain0 = V.Accumulate(plain0, factor, x);
            first0 = V.Accumulate(V.Select(mask, first0, second0), factor, y);
            factor = V.Broadcast(a[rowStride]);
            plain1 = V.Accumulate(plain1, factor, x);
            first1 = V.Accumulate(V.Select(mask, first1, second1), factor, y);
            factor = V.Broadcast(a[2 * rowStride]);
            plain2 = V.Accumulate(plain2, factor, x);
            first2 = V.Accumulate(V.Select(mask, first2, second2), factor, y);
            factor = V.Broadcast(a[3 * rowStride]);
            plain3 = V.Accumulate(plain3, factor, x);
            first3 = V.Accumulate(V.Select(mask, first3, second3), factor, y);
            var later = a + (4 * rowStride);
            factor = V.Broadcast(later[0]);
            plain4 = V.Accumulate(plain4, factor, x);
            first4 = V.Accumulate(V.Select(mask, first4, second4), factor, y);
            factor = V.Broadcast(later[rowStride]);
            plain5 = V.Accumulate(plain5, factor, x);
            first5 = V.Accumulate(V.Select(mask, first5, second5), factor, y);
            factor = V.Broadcast(later[2 * rowStride]);
            plain6 = V.Accumulate(plain6, factor, x);
            first6 = V.Accumulate(V.Select(mask, first6, second6), factor, y);
            factor = V.Broadcast(later[3 * rowStride]);
            plain7 = V.Accumulate(plain7, factor, x);
            first7 = V.Accumulate(V.Select(mask, first7, second7), factor, y);
            a += termStride;
            b += bStride;
            x = V.Load(b);
            y = V.Load(b + V.Count);
            factor = V.Broadcast(a[0]);
            plain0 = V.Accumulate(plain0, factor, x);
            second0 = V.Accumulate(V.Select(mask, second0, first0), factor, y);
            factor = V.Broadcast(a[rowStride]);
            plain1 = V.Accumulate(plain1, factor, x);
            second1 = V.Accumulate(V.Select(mask, second1, first1), factor, y);
            factor = V.Broadcast(a[2 * rowStride]);
            plain2 = V.Accumulate(plain2, factor, x);
            second2 = V.Accumulate(V.Select(mask, second2, first2), factor, y);
            factor = V.Broadcast(a[3 * rowStride]);
            plain3 = V.Accumulate(plain3, factor, x);
            second3 = V.Accumulate(V.Select(mask, second3, first3), factor, y);
            later = a + (4 * rowStride);
            factor = V.Broadcast(later[0]);
            plain4 = V.Accumulate(plain4, factor, x);
            second4 = V.Accumulate(V.Select(mask, second4, first4), factor, y);
            factor = V.Broadcast(later[rowStride]);
            plain5 = V.Accumulate(plain5, factor, x);
            second5 = V.Accumulate(V.Select(mask, second5, first5), factor, y);
            factor = V.Broadcast(later[2 * rowStride]);
            plain6 = V.Accumulate(plain6, factor, x);
            second6 = V.Accumulate(V.Select(mask, second6, first6), factor, y);
            factor = V.Broadcast(later[3 * rowStride]);
            plain7 = V.Accumulate(plain7, factor, x);
            second7 = V.Accumulate(V.Select(mask, second7, first7), factor, y);
            a += termStride;
            b += bStride;
        }

        first0 = V.Select(mask, first0, second0);
        first1 = V.Select(mask, first1, second1);
        first2 = V.Select(mask, first2, second2);
        first3 = V.Select(mask, first3, second3);
        first4 = V.Select(mask, first4, second4);
        first5 = V.Select(mask, first5, second5);
        first6 = V.Select(mask, first6, second6);
        first7 = V.Select(mask, first7, second7);
        for (; k > 0; k--)
        {
            var x = V.Load(b);
            var y = V.Load(b + V.Count);
            var factor = V.Broadcast(a[0]);
            plain0 = V.Accumulate(plain0, factor, x);
            first0 = V.Accumulate(first0, factor, y);
            factor = V.Broadcast(a[rowStride]);
            plain1 = V.Accumulate(plain1, factor, x);
            first1 = V.Accumulate(first1, factor, y);
            factor = V.Broadcast(a[2 * rowStride]);
            plain2 = V.Accumulate(plain2, factor, x);
            first2 = V.Accumulate(first2, factor, y);
            factor = V.Broadcast(a[3 * rowStride]);
            plain3 = V.Accumulate(plain3, factor, x);
            first3 = V.Accumulate(first3, factor, y);
            var later = a + (4 * rowStride);
            factor = V.Broadcast(later[0]);
            plain4 = V.Accumulate(plain4, factor, x);
            first4 = V.Accumulate(first4, factor, y);
            factor = V.Broadcast(later[rowStride]);
            plain5 = V.Accumulate(plain5, factor, x);
            first5 = V.Accumulate(first5, factor, y);
            factor = V.Broadcast(later[2 * rowStride]);
            plain6 = V.Accumulate(plain6, factor, x);
            first6 = V.Accumulate(first6, factor, y);
            factor = V.Broadcast(later[3 * rowStride]);
            plain7 = V.Accumulate(plain7, factor, x);
            first7 = V.Accumulate(first7, factor, y);
            a += termStride;
            b += bStride;
        }

        var (cStride, offsetStride) = (shape.CStride, shape.OffsetStride);
        Store(c, plain0, V.Select(mask, V.Add(first0, second0), first0), offset[0]);
        Store(c + cStride, plain1, V.Select(mask, V.Add(first1, second1), first1), offset[offsetStride]);
        Store(c + (2 * cStride), plain2, V.Select(mask, V.Add(first2, second2), first2), offset[2 * offsetStride]);
        Store(c + (3 * cStride), plain3, V.Select(mask, V.Add(first3, second3), first3), offset[3 * offsetStride]);
        Store(c + (4 * cStride), plain4, V.Select(mask, V.Add(first4, second4), first4), offset[4 * offsetStride]);
        Store(c + (5 * cStride), plain5, V.Select(mask, V.Add(first5, second5), first5), offset[5 * offsetStride]);
        Store(c + (6 * cStride), plain6, V.Select(mask, V.Add(first6, second6), first6), offset[6 * offsetStride]);
        Store(c + (7 * cStride), plain7, V.Select(mask, V.Add(first7, second7), first7), offset[7 * offsetStride]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* target, V first, V second, T offset)
    {
        V.Store(target, V.Add(first, V.Broadcast(offset)));
        V.Store(target + V.Count, V.Add(second, V.Broadcast(offset)));
    }
}
