using System.Numerics;
using System.Runtime.InteropServices;

namespace Sweeps.Engine.Products;

/// <summary>
/// A product whose factors do not fit into the caches, in parts that do. Of some terms B is copied, a strip as wide as a tile after the other, so that it lies in the
/// second-level cache; then the rows of A for a few tiles, so that each tile's lie in the first-level cache whatever their strides are. Sums that are not finished are stored in C and taken
/// up again by the next terms, in the same order: the bits are those of <see cref="Product{T, V}"/>.
/// </summary>
internal static unsafe class BlockedProduct<T, V>
    where T : unmanaged, INumberBase<T>
    where V : unmanaged, IRegister<V, T>
{
    /// <summary>Terms of a part: with AVX2 a tile's rows of A are 8 KB and a strip of B 16 KB.</summary>
    private const int PartTerms = 256;

    /// <summary>Numbers of B's copy: a quarter of a second-level cache of 1 MB.</summary>
    private const int CopiedNumbers = 64 * 1024;

    /// <summary>Numbers of the copy of A: a few tiles' rows, so that of a line that is fetched for one of them the others' rows are not fetched again.</summary>
    private const int CopiedTiles = 16 * 1024;

    /// <summary>From so many multiplications on copying pays.</summary>
    private const long FewestProducts = 1 << 21;

    /// <summary>Rows of a tile that reads little of B and A for what it multiplies.</summary>
    private const int LargeTile = 10;

    /// <summary>Numbers from term to term, 8 KB: so far apart they share few lines of the caches.</summary>
    private const int DistantTerms = 2048;

    /// <summary>Numbers of A, and of B, that smaller tiles read too often from where they are.</summary>
    private const long ManyOfA = 1 << 18;

    private const long ManyOfB = 1 << 16;
    private const int FewestRows = 32;
    private const int FewestTerms = 32;

    /// <summary>Numbers between the copies for two tiles, without which both would lie in the same lines of the first-level cache.</summary>
    private const int Apart = 16;

    private static int Vectors => 2;

    /// <summary>Rows of A side by side in its copy: as many as a tile has, or more, so that whole vectors can be copied.</summary>
    private static int CopiedRows => TileShape.Rows(Vectors) <= 8 ? 8 : 16;

    [ThreadStatic]
    private static T[]? s_copies;

    /// <summary>Whether copying costs less than what it saves.</summary>
    /// <param name="m">Rows of C.</param>
    /// <param name="k">Terms.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="rowStride">From one row of A to the next.</param>
    /// <param name="termStride">From one term of A to the next.</param>
    public static bool IsWorthwhile(int m, int k, int n, nint rowStride, nint termStride)
    {
        if (m < FewestRows || k < FewestTerms || (long)m * k * n < FewestProducts)
            return false;
        // Measured: docs/performance.md.
        return TileShape.Rows(Vectors) >= LargeTile
            ? rowStride == 1 && termStride >= DistantTerms
            : rowStride == 1 || (long)m * k >= ManyOfA || (long)k * n >= ManyOfB;
    }

    /// <summary>So many rows that copying B pays.</summary>
    public static int FewestRowsFor(int k, int n) => (int)Math.Max(2 * FewestRows, (FewestProducts / ((long)k * n)) + TileShape.Rows(Vectors));

    /// <param name="m">Rows of C.</param>
    /// <param name="n">Columns of C, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* a, T* b, T* c, T* offset, int m, int n, in ProductShape shape)
    {
        s_copies ??= GC.AllocateUninitializedArray<T>(CopiedNumbers + CopiedTiles + (CopiedTiles / (PartTerms * CopiedRows) * Apart), pinned: true);
        var copyOfB = (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(s_copies));
        var copyOfA = copyOfB + CopiedNumbers;
        for (var done = 0; done < shape.Terms;)
        {
            var terms = Math.Min(PartTerms, shape.Terms - done);
            var columns = CopiedNumbers / terms / (Vectors * V.Count) * (Vectors * V.Count);
            var part = shape with { Terms = terms };
            for (var column = 0; column < n; column += columns)
            {
                Part(
                    a + (done * shape.TermStride), b + (done * shape.BStride) + column, c + column, offset, m, Math.Min(columns, n - column),
                    in part, done == 0, done + terms == shape.Terms, copyOfA, copyOfB);
            }

            done += terms;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Part(T* a, T* b, T* c, T* offset, int m, int n, in ProductShape shape, bool isFirst, bool isLast, T* copyOfA, T* copyOfB)
    {
        var copied = shape with { RowStride = 1, TermStride = CopiedRows };
        CopyB(b, shape.BStride, shape.Terms, n, copyOfB);
        var most = TileShape.Rows(Vectors);
        var group = CopiedTiles / (PartTerms * CopiedRows) * most;
        for (var first = 0; first < m; first += group)
        {
            var rows = Math.Min(group, m - first);
            CopyA(a + (first * shape.RowStride), rows, m - first, most, in shape, copyOfA);
            for (var row = 0; row < rows; row += most)
            {
                var place = copyOfA + (row / most * ((CopiedRows * (nint)shape.Terms) + Apart));
                var target = c + ((first + row) * shape.CStride);
                var added = offset + ((first + row) * shape.OffsetStride);
                var tile = Math.Min(most, rows - row);
                if (isFirst && isLast)
                    Strips<WholeSum>(tile, most, place, copyOfB, target, added, n, in copied);
                else if (isFirst)
                    Strips<FirstTerms>(tile, most, place, copyOfB, target, added, n, in copied);
                else if (isLast)
                    Strips<LastTerms>(tile, most, place, copyOfB, target, added, n, in copied);
                else
                    Strips<MiddleTerms>(tile, most, place, copyOfB, target, added, n, in copied);
            }
        }
    }

    /// <summary>A row of tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strips<TPart>(int rows, int most, T* a, T* b, T* c, T* offset, int n, in ProductShape shape)
        where TPart : IPartOfSum
    {
        var pairs = shape with { BStride = Vectors * V.Count };
        var column = 0;
        for (; column + (Vectors * V.Count) <= n; column += Vectors * V.Count)
            ProductTile<T, Pair<V, T>>.Run<TPart>(rows, most, a, b + (column * (nint)shape.Terms), c + column, offset, in pairs);
        if (column == n)
            return;
        var single = shape with { BStride = V.Count };
        ProductTile<T, V>.Run<TPart>(rows, most, a, b + (column * (nint)shape.Terms), c + column, offset, in single);
    }

    /// <summary>Strip by strip, and in each term by term.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyB(T* b, nint stride, int terms, int n, T* copy)
    {
        for (var column = 0; column < n; column += Vectors * V.Count)
        {
            var isPair = column + (Vectors * V.Count) <= n;
            var source = b + column;
            for (var term = 0; term < terms; term++, source += stride, copy += V.Count)
            {
                V.Store(copy, V.Load(source));
                if (!isPair)
                    continue;
                copy += V.Count;
                V.Store(copy, V.Load(source + V.Count));
            }
        }
    }

    /// <summary>Tile by tile, and in each term by term a number of each row.</summary>
    /// <param name="left">Rows from these to the last one of A: what of A may be read.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyA(T* a, int rows, int left, int most, in ProductShape shape, T* copy)
    {
        var (rowStride, termStride, terms) = (shape.RowStride, shape.TermStride, (nint)shape.Terms);
        var whole = Math.Min(rows, left - CopiedRows + 1);
        if (rowStride == 1)
        {
            var tiles = (whole + most - 1) / most;
            nint fromTile = most;
            var toTile = (terms * CopiedRows) + Apart;
            for (nint term = 0; term < terms; term++, a += termStride, copy += CopiedRows)
            {
                var (source, target) = ((nint)a, (nint)copy);
                for (var tile = tiles; tile > 0; tile--)
                {
                    CopyRows((T*)source, (T*)target);
                    source += fromTile * sizeof(T);
                    target += toTile * sizeof(T);
                }
            }

            a -= terms * termStride;
            copy -= terms * CopiedRows;
        }

        for (var row = 0; row < rows; row += most)
        {
            nint done = 0;
            if (row < whole && rowStride == 1)
                continue;
            var place = copy + (row / most * ((terms * CopiedRows) + Apart));
            if (row < whole && termStride == 1)
            {
                done = terms / Padded.Multiple * Padded.Multiple;
                Transpose.Rows(a + (row * rowStride), rowStride, place, CopiedRows, (int)done);
            }

            var count = Math.Min(most, rows - row);
            for (; done < terms; done++)
                for (var i = 0; i < count; i++)
                    place[(done * CopiedRows) + i] = a[((row + i) * rowStride) + (done * termStride)];
        }
    }

    // Without a loop, which would cost more than the copy.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyRows(T* source, T* target)
    {
        if (V.Count == CopiedRows)
        {
            V.Store(target, V.Load(source));
        }
        else if (2 * V.Count == CopiedRows)
        {
            V.Store(target, V.Load(source));
            V.Store(target + V.Count, V.Load(source + V.Count));
        }
        else
        {
            for (var row = 0; row < CopiedRows; row++)
                target[row] = source[row];
        }
    }
}
