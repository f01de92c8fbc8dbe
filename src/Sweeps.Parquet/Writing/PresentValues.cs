using Sweeps.Tables;

namespace Sweeps.Parquet.Writing;

/// <summary>The values of a column that are not null, and how many of them fall into each page.</summary>
/// <param name="Values">The first <paramref name="Count"/> count.</param>
/// <param name="PageEnds">For each page, the number of present values up to its end.</param>
internal sealed record PresentValues<T>(T[] Values, int Count, IReadOnlyList<int> PageEnds)
{
    public ReadOnlySpan<T> All => Values.AsSpan(0, Count);

    public ReadOnlySpan<T> Page(int page)
    {
        var start = page == 0 ? 0 : PageEnds[page - 1];
        return Values.AsSpan(start, PageEnds[page] - start);
    }

    public static PresentValues<T> Of(ColumnData<T> column, int pageRows)
    {
        var pages = (column.Count + pageRows - 1) / pageRows;
        var ends = new int[pages];
        if (!column.HasNulls)
        {
            for (var i = 0; i < pages; i++)
                ends[i] = Math.Min(column.Count, (i + 1) * pageRows);
            return new(column.Array, column.Count, ends);
        }

        var nulls = column.NullFlags;
        var present = new T[nulls.Length - nulls.Count(true)];
        var count = 0;
        for (var i = 0; i < nulls.Length; i++)
        {
            if (!nulls[i])
                present[count++] = column.Array[i];
            ends[i / pageRows] = count;
        }

        return new(present, count, ends);
    }
}
