using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Encodings;
using Sweeps.Parquet.Metadata;

namespace Sweeps.Parquet.Writing;

/// <summary>Chooses the encoding of a column from its type and its values: the smallest of those that suit the type.</summary>
internal static class ColumnEncoder
{
    public static EncodedPages Encode(ColumnData column, int pageRows) => column switch
    {
        ColumnData<int> typed => Plain(PresentValues<int>.Of(typed, pageRows), PlainEncoder.Encode),
        ColumnData<long> typed => Plain(PresentValues<long>.Of(typed, pageRows), PlainEncoder.Encode),
        ColumnData<float> typed => Plain(PresentValues<float>.Of(typed, pageRows), PlainEncoder.Encode),
        ColumnData<double> typed => Plain(PresentValues<double>.Of(typed, pageRows), PlainEncoder.Encode),
        ColumnData<string> typed => Plain(PresentValues<string>.Of(typed, pageRows), PlainEncoder.Encode),
        ColumnData<bool> typed => Booleans(PresentValues<bool>.Of(typed, pageRows)),
        _ => throw new ArgumentException($"The column '{column.Schema.Name}' has no Parquet type.", nameof(column)),
    };

    private delegate void EncodePage<T>(ReadOnlySpan<T> values, GrowingBuffer output);

    private static EncodedPages Plain<T>(PresentValues<T> values, EncodePage<T> encode) => Pages(PageEncoding.Plain, values, encode);

    private static EncodedPages Booleans(PresentValues<bool> values) => Pages(PageEncoding.Rle, values, BooleanEncoder.Encode);

    private static EncodedPages Pages<T>(PageEncoding encoding, PresentValues<T> values, EncodePage<T> encode)
    {
        var output = new GrowingBuffer();
        var ends = new int[values.PageEnds.Count];
        for (var page = 0; page < ends.Length; page++)
        {
            encode(values.Page(page), output);
            ends[page] = output.Length;
        }

        return new(encoding, output, ends, null, 0);
    }
}
