using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Encodings;
using Sweeps.Parquet.Metadata;
using Sweeps.Tables;

namespace Sweeps.Parquet.Writing;

/// <summary>
/// Encodes a column, in the way that takes fewest bytes for its values: a dictionary, or what suits the type
/// (differences for integers, split bytes for floating-point numbers, texts as they are).
/// </summary>
internal sealed class ColumnEncoder(int pageRows)
{
    private readonly NumberDictionary _numbers = new();
    private readonly TextDictionary _texts = new();
    private readonly GrowingBuffer _dictionary = new();
    private readonly GrowingBuffer _dictionaryPages = new();
    private readonly GrowingBuffer _pages = new();
    private int[] _places = [];

    private delegate void EncodePage<T>(ReadOnlySpan<T> values, GrowingBuffer output);

    /// <returns>Good until the next call.</returns>
    public EncodedPages Encode(ColumnData column) => column switch
    {
        ColumnData<bool> typed => Encode(PresentValues<bool>.Of(typed, pageRows), PageEncoding.Rle, BooleanEncoder.Encode),
        ColumnData<int> typed => EncodeNumbers(typed, PageEncoding.DeltaBinaryPacked, DeltaEncoder.Encode),
        ColumnData<long> typed => EncodeNumbers(typed, PageEncoding.DeltaBinaryPacked, DeltaEncoder.Encode),
        ColumnData<float> typed => EncodeNumbers(typed, PageEncoding.ByteStreamSplit, ByteStreamSplit.Encode),
        ColumnData<double> typed => EncodeNumbers(typed, PageEncoding.ByteStreamSplit, ByteStreamSplit.Encode),
        ColumnData<string> typed => EncodeTexts(typed),
        _ => throw new ArgumentException($"The column '{column.Schema.Name}' has no Parquet type.", nameof(column)),
    };

    private EncodedPages EncodeNumbers<T>(ColumnData<T> column, PageEncoding encoding, EncodePage<T> encode)
        where T : unmanaged
    {
        var values = PresentValues<T>.Of(column, pageRows);
        var direct = Encode(values, encoding, encode);
        var places = Places(values.Count);
        var distinct = _numbers.Build(values.All, places);
        if (distinct <= 0 || (long)distinct * Unsafe.SizeOf<T>() >= direct.Size)
            return direct;
        _dictionary.Clear();
        PlainEncoder.Encode<T>(_numbers.Values<T>(distinct), _dictionary);
        var indirect = EncodePlaces(values.PageEnds, places, distinct);
        return indirect.Size < direct.Size ? indirect : direct;
    }

    private EncodedPages EncodeTexts(ColumnData<string> column)
    {
        var values = PresentValues<string>.Of(column, pageRows);
        var places = Places(values.Count);
        _dictionary.Clear();
        var distinct = _texts.Build(values.All, places, _dictionary);
        if (distinct > 0 && distinct <= values.Count / 2)
            return EncodePlaces(values.PageEnds, places, distinct);
        var direct = Encode(values, PageEncoding.Plain, PlainEncoder.Encode);
        if (distinct <= 0)
            return direct;
        var indirect = EncodePlaces(values.PageEnds, places, distinct);
        return indirect.Size < direct.Size ? indirect : direct;
    }

    private EncodedPages Encode<T>(PresentValues<T> values, PageEncoding encoding, EncodePage<T> encode)
    {
        _pages.Clear();
        var ends = new int[values.PageEnds.Count];
        for (var page = 0; page < ends.Length; page++)
        {
            encode(values.Page(page), _pages);
            ends[page] = _pages.Length;
        }

        return new(encoding, _pages, ends, null, 0);
    }

    private EncodedPages EncodePlaces(IReadOnlyList<int> valueEnds, ReadOnlySpan<int> places, int distinct)
    {
        _dictionaryPages.Clear();
        // At least a bit: a width of 0 is legal, and not every reader expects it.
        var width = Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)distinct - 1));
        var ends = new int[valueEnds.Count];
        for (var page = 0; page < ends.Length; page++)
        {
            _dictionaryPages.Append((byte)width);
            var start = page == 0 ? 0 : valueEnds[page - 1];
            HybridEncoder.Encode(places[start..valueEnds[page]], width, _dictionaryPages);
            ends[page] = _dictionaryPages.Length;
        }

        return new(PageEncoding.RleDictionary, _dictionaryPages, ends, _dictionary, distinct);
    }

    private Span<int> Places(int count)
    {
        if (_places.Length < count)
            _places = new int[count];
        return _places.AsSpan(0, count);
    }
}
