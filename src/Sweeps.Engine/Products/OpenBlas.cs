namespace Sweeps.Engine.Products;

/// <summary>
/// How OpenBLAS multiplies matrices of float32 on processors with AVX2, as far as it shows in the bits: what PyTorch's published figures
/// were made with. Of column-major C = A·B, m × n, it adds the terms of most sums one after another, and of the rest every other term in a chain of
/// its own. Which ones follows from the tiles that its kernel cuts C into.
/// </summary>
/// <remarks>Source: OpenBLAS 0.3.21, driver/level3/level3.c and kernel/x86_64/sgemm_kernel_8x4_haswell_2.c; compared with it in ProductGoldenTests.</remarks>
internal static class OpenBlas
{
    /// <summary>A sum runs in two chains where its row and its column have a mark in common.</summary>
    [Flags]
    internal enum Marks : byte
    {
        None = 0,

        /// <summary>Columns: the first six of twelve. Rows: tiles of eight that stand alone beside tiles of sixteen there.</summary>
        FirstSix = 1,

        /// <summary>The last six of twelve, likewise.</summary>
        LastSix = 2,

        /// <summary>Columns: four that are left over. Rows: any whole tile of eight.</summary>
        Four = 4,

        /// <summary>Columns: eight that are left over, which are cut into fours for the first part of the rows alone.</summary>
        Eight = 8,
    }

    /// <summary>Terms of a sum before the result is added to, and rows that are multiplied together.</summary>
    private const int Part = 320;

    /// <summary>Columns that are multiplied together.</summary>
    private const int ColumnPart = 104_512;

    private const int TileRows = 8;
    private const int TileColumns = 12;
    private const int Half = TileColumns / 2;

    /// <summary>Terms that run in two chains come in whole groups of eight; those after them join the first chain.</summary>
    public const int ChainedTerms = 8;

    /// <summary>How many of so many terms, or rows, are taken together.</summary>
    internal static int NextPart(int left) => left >= 2 * Part ? Part : left > Part ? ((left / 2) + TileRows - 1) / TileRows * TileRows : left;

    /// <param name="marks">Of each of C's m rows, in BLAS's sense: the index that lies side by side in memory.</param>
    internal static void MarkRows(Span<Marks> marks)
    {
        marks.Clear();
        for (var first = 0; first < marks.Length;)
        {
            var part = marks.Slice(first, NextPart(marks.Length - first));
            var tiles = part.Length / TileRows;
            part[..(tiles * TileRows)].Fill(first == 0 ? Marks.Four | Marks.Eight : Marks.Four);
            if (tiles >= 2)
            {
                // Tiles of sixteen begin with row 8 in the first six columns and with row 0 in the last.
                Add(part[..TileRows], Marks.FirstSix);
                Add(part.Slice((tiles - 1) * TileRows, TileRows), tiles % 2 == 0 ? Marks.FirstSix : Marks.LastSix);
            }

            first += part.Length;
        }
    }

    /// <param name="marks">Of each of C's n columns, in BLAS's sense.</param>
    internal static void MarkColumns(Span<Marks> marks)
    {
        marks.Clear();
        for (; marks.Length > 0; marks = marks[Math.Min(marks.Length, ColumnPart)..])
        {
            var part = marks[..Math.Min(marks.Length, ColumnPart)];
            var twelves = part.Length / TileColumns * TileColumns;
            for (var column = 0; column < twelves; column++)
                part[column] = column % TileColumns < Half ? Marks.FirstSix : Marks.LastSix;
            var rest = part[twelves..];
            if (rest.Length >= 8)
                rest[..8].Fill(Marks.Eight);
            else if (rest.Length >= 4)
                rest[..4].Fill(Marks.Four);
        }
    }

    private static void Add(Span<Marks> marks, Marks mark)
    {
        foreach (ref var one in marks)
            one |= mark;
    }
}
