namespace Sweeps.Engine.Products;

/// <summary>Rows of a product, so wide as R, all of whose sums run in one chain.</summary>
internal static unsafe class ProductTile<T, R>
    where T : unmanaged
    where R : unmanaged, IRegister<R, T>
{
    /// <param name="rows">How many of C, 10 at most.</param>
    /// <param name="most">How many most tiles have: 10, 6 or 2.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TPart>(int rows, int most, T* a, T* b, T* c, T* offset, in ProductShape shape)
        where TPart : IPartOfSum
    {
        if (rows == most && most == 10)
            Tile<Rows10, TPart>(a, b, c, offset, in shape);
        else if (rows == most && most == 6)
            Tile<Rows6, TPart>(a, b, c, offset, in shape);
        else if (rows == most && most == 2)
            Tile<Rows2, TPart>(a, b, c, offset, in shape);
        else
            SmallTile<TPart>(rows, a, b, c, offset, in shape);
    }

    // By itself, so that only who needs it waits until it is compiled.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SmallTile<TPart>(int rows, T* a, T* b, T* c, T* offset, in ProductShape shape)
        where TPart : IPartOfSum
    {
        switch (rows)
        {
            case 1:
                Tile<Rows1, TPart>(a, b, c, offset, in shape);
                break;
            case 2:
                Tile<Rows2, TPart>(a, b, c, offset, in shape);
                break;
            case 3:
                Tile<Rows3, TPart>(a, b, c, offset, in shape);
                break;
            case 4:
                Tile<Rows4, TPart>(a, b, c, offset, in shape);
                break;
            case 5:
                Tile<Rows5, TPart>(a, b, c, offset, in shape);
                break;
            case 6:
                Tile<Rows6, TPart>(a, b, c, offset, in shape);
                break;
            case 7:
                Tile<Rows7, TPart>(a, b, c, offset, in shape);
                break;
            case 8:
                Tile<Rows8, TPart>(a, b, c, offset, in shape);
                break;
            default:
                Tile<Rows9, TPart>(a, b, c, offset, in shape);
                break;
        }
    }

    // Calls nothing that is not inlined, and keeps its sums in locals: otherwise they live in memory and it takes four times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows, TPart>(T* a, T* b, T* c, T* offset, in ProductShape shape)
        where TRows : IRows
        where TPart : IPartOfSum
    {
        var (rowStride, termStride, bStride) = (shape.RowStride, shape.TermStride, shape.BStride);
        var cStride = shape.CStride;
        var c0 = TPart.Continues ? R.Load(c) : R.Broadcast(default);
        var c1 = TPart.Continues && TRows.Count > 1 ? R.Load(c + cStride) : c0;
        var c2 = TPart.Continues && TRows.Count > 2 ? R.Load(c + (2 * cStride)) : c0;
        var c3 = TPart.Continues && TRows.Count > 3 ? R.Load(c + (3 * cStride)) : c0;
        var c4 = TPart.Continues && TRows.Count > 4 ? R.Load(c + (4 * cStride)) : c0;
        var c5 = TPart.Continues && TRows.Count > 5 ? R.Load(c + (5 * cStride)) : c0;
        var c6 = TPart.Continues && TRows.Count > 6 ? R.Load(c + (6 * cStride)) : c0;
        var c7 = TPart.Continues && TRows.Count > 7 ? R.Load(c + (7 * cStride)) : c0;
        var c8 = TPart.Continues && TRows.Count > 8 ? R.Load(c + (8 * cStride)) : c0;
        var c9 = TPart.Continues && TRows.Count > 9 ? R.Load(c + (9 * cStride)) : c0;
        for (nint k = shape.Terms; k != 0; k--)
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

        var offsetStride = shape.OffsetStride;
        R.Store(c, TPart.Ends ? R.Add(c0, R.Broadcast(offset[0])) : c0);
        if (TRows.Count > 1)
            R.Store(c + cStride, TPart.Ends ? R.Add(c1, R.Broadcast(offset[offsetStride])) : c1);
        if (TRows.Count > 2)
            R.Store(c + (2 * cStride), TPart.Ends ? R.Add(c2, R.Broadcast(offset[2 * offsetStride])) : c2);
        if (TRows.Count > 3)
            R.Store(c + (3 * cStride), TPart.Ends ? R.Add(c3, R.Broadcast(offset[3 * offsetStride])) : c3);
        if (TRows.Count > 4)
            R.Store(c + (4 * cStride), TPart.Ends ? R.Add(c4, R.Broadcast(offset[4 * offsetStride])) : c4);
        if (TRows.Count > 5)
            R.Store(c + (5 * cStride), TPart.Ends ? R.Add(c5, R.Broadcast(offset[5 * offsetStride])) : c5);
        if (TRows.Count > 6)
            R.Store(c + (6 * cStride), TPart.Ends ? R.Add(c6, R.Broadcast(offset[6 * offsetStride])) : c6);
        if (TRows.Count > 7)
            R.Store(c + (7 * cStride), TPart.Ends ? R.Add(c7, R.Broadcast(offset[7 * offsetStride])) : c7);
        if (TRows.Count > 8)
            R.Store(c + (8 * cStride), TPart.Ends ? R.Add(c8, R.Broadcast(offset[8 * offsetStride])) : c8);
        if (TRows.Count > 9)
            R.Store(c + (9 * cStride), TPart.Ends ? R.Add(c9, R.Broadcast(offset[9 * offsetStride])) : c9);
    }
}
