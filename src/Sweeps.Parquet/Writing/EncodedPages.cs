using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Metadata;

namespace Sweeps.Parquet.Writing;

/// <summary>The values of one column of a row group, encoded page by page but not yet compressed.</summary>
/// <param name="Encoding">Of the data pages.</param>
/// <param name="Values">Bytes of all pages, one after the other.</param>
/// <param name="PageEnds">Where each page ends in <paramref name="Values"/>.</param>
/// <param name="Dictionary">The dictionary's values in plain encoding; null if there is none.</param>
internal sealed record EncodedPages(PageEncoding Encoding, GrowingBuffer Values, IReadOnlyList<int> PageEnds, GrowingBuffer? Dictionary, int DictionaryCount)
{
    public long Size => Values.Length + (Dictionary?.Length ?? 0L);

    public ReadOnlySpan<byte> Page(int page)
    {
        var start = page == 0 ? 0 : PageEnds[page - 1];
        return Values.Written[start..PageEnds[page]];
    }
}
