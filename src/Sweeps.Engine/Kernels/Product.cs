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

    /// <summary>What becomes of a sum.</summary>
    private interface IEnd
    {
        static abstract void Finish<R>(T* c, R sum, T number)
            where R : unmanaged, IRegister<R, T>;
    }

    /// <param name="a">m × k numbers, element (i, j) at <c>i · rowStride + j · termStride</c>.</param>
    /// <param name="b">k rows of n numbers.</param>
    /// <param name="n">A multiple of the lanes' count.</param>
    /// <param name="c">m rows of n numbers; must not overlap a or b.</param>
    /// <param name="offset">The number added to each row's sums.</param>
    public static void Run(
        T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* offset, nint offsetStride, int m, int k, int n) =>
        Columns<Assign>(a, rowStride, termStride, b, bStride, c, cStride, offset, offsetStride, m, k, n);

    /// <summary>C = C + factor · (A · B), rounded after the sum and after the addition: a step of gradient descent without the gradient in memory.</summary>
    /// <inheritdoc cref="Run"/>
    public static void Add(
        T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T factor, int m, int k, int n) =>
        Columns<AddScaled>(a, rowStride, termStride, b, bStride, c, cStride, &factor, 0, m, k, n);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<TEnd>(
        T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* number, nint numberStride, int m, int k, int n)
        where TEnd : IEnd
    {
        var paired = n / (2 * V.Count) * (2 * V.Count);
        for (var column = 0; column < paired; column += 2 * V.Count)
            Tiles<Pair<V, T>, TEnd>(a, rowStride, termStride, b + column, bStride, c + column, cStride, number, numberStride, m, k);
        for (var column = paired; column < n; column += V.Count)
            Tiles<V, TEnd>(a, rowStride, termStride, b + column, bStride, c + column, cStride, number, numberStride, m, k);
    }

    // As few tiles as there can be, as equal as they can be.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles<R, TEnd>(
        T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* number, nint numberStride, int m, int k)
        where R : unmanaged, IRegister<R, T>
        where TEnd : IEnd
    {
        for (var tiles = (m + TileRows - 1) / TileRows; tiles > 0; tiles--)
        {
            var rows = (m + tiles - 1) / tiles;
            if (rows == TileRows)
                Tile<R, Rows10, TEnd>(a, rowStride, termStride, b, bStride, c, cStride, number, numberStride, k);
            else
                SmallTile<R, TEnd>(rows, a, rowStride, termStride, b, bStride, c, cStride, number, numberStride, k);
            a += rows * rowStride;
            c += rows * cStride;
            number += rows * numberStride;
            m -= rows;
        }
    }

    // By itself, so that only who needs it waits until it is compiled.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void SmallTile<R, TEnd>(
        int rows, T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* number, nint numberStride, int k)
        where R : unmanaged, IRegister<R, T>
        where TEnd : IEnd
    {
        switch (rows)
        {
            case 1:
                Tile<R, Rows1, TEnd>(a, rowStride, termStride, b, bStride, c, cStride, number, numberStride, k);
                break;
            case 2:
                Tile<R, Rows2, TEnd>(a, rowStride, termStride, b, bStride, c, cStride, number, numberStride, k);
                break;
            case 3:
                Tile<R, Rows3, TEnd>(a, rowStride, termStride, b, bStride, c, cStride, number, numberStride, k);
                break;
            case 4:
                Tile<R, Rows4, TEnd>(a, rowStride, termStride, b, bStride, c, cStride, number, numberStride, k);
                break;
            case 5:
                Tile<R, Rows5, TEnd>(a, rowStride, termStride, b, bStride, c, cStride, number, numberStride, k);
                break;
            case 6:
                Tile<R, Rows6, TEnd>(a, rowStride, termStride, b, bStride, c, cStride, number, numberStride, k);
                break;
            case 7:
                Tile<R, Rows7, TEnd>(a, rowStride, termStride, b, bStride, c, cStride, number, numberStride, k);
                break;
            case 8:
                Tile<R, Rows8, TEnd>(a, rowStride, termStride, b, bStride, c, cStride, number, numberStride, k);
                break;
            default:
                Tile<R, Rows9, TEnd>(a, rowStride, termStride, b, bStride, c, cStride, number, numberStride, k);
                break;
        }
    }

    // Calls nothing that is not inlined, and keeps its sums in locals: otherwise they live in memory and it takes four times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<R, TRows, TEnd>(
        T* a, nint rowStride, nint termStride, T* b, nint bStride, T* c, nint cStride, T* number, nint numberStride, int k)
        where R : unmanaged, IRegister<R, T>
        where TRows : IRows
        where TEnd : IEnd
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

        TEnd.Finish(c, c0, number[0]);
        if (TRows.Count > 1)
            TEnd.Finish(c + cStride, c1, number[numberStride]);
        if (TRows.Count > 2)
            TEnd.Finish(c + (2 * cStride), c2, number[2 * numberStride]);
        if (TRows.Count > 3)
            TEnd.Finish(c + (3 * cStride), c3, number[3 * numberStride]);
        if (TRows.Count > 4)
            TEnd.Finish(c + (4 * cStride), c4, number[4 * numberStride]);
        if (TRows.Count > 5)
            TEnd.Finish(c + (5 * cStride), c5, number[5 * numberStride]);
        if (TRows.Count > 6)
            TEnd.Finish(c + (6 * cStride), c6, number[6 * numberStride]);
        if (TRows.Count > 7)
            TEnd.Finish(c + (7 * cStride), c7, number[7 * numberStride]);
        if (TRows.Count > 8)
            TEnd.Finish(c + (8 * cStride), c8, number[8 * numberStride]);
        if (TRows.Count > 9)
            TEnd.Finish(c + (9 * cStride), c9, number[9 * numberStride]);
    }

    /// <summary>C = sum + number.</summary>
    private readonly struct Assign : IEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Finish<R>(T* c, R sum, T number)
            where R : unmanaged, IRegister<R, T> => R.Store(c, R.Add(sum, R.Broadcast(number)));
    }

    /// <summary>C = C + number · sum. Zero is added to the sum as to one that is assigned: it may be −0.</summary>
    private readonly struct AddScaled : IEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Finish<R>(T* c, R sum, T number)
            where R : unmanaged, IRegister<R, T> => R.Store(c, R.Accumulate(R.Load(c), R.Broadcast(number), R.Add(sum, R.Broadcast(default))));
    }
}
