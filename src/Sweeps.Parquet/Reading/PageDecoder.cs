using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Encodings;
using Sweeps.Parquet.Metadata;

namespace Sweeps.Parquet.Reading;

/// <summary>Turns the values of a page into those of a column; knows the column's dictionary.</summary>
internal abstract class PageDecoder<T>
{
    private T[]? _dictionary;
    private int[] _places = [];

    public void SetDictionary(ReadOnlySpan<byte> bytes, int count)
    {
        // A value takes a bit at least, so a count that its bytes cannot hold is found before memory is taken.
        if (count > bytes.Length * 8L)
            throw new ParquetException($"the dictionary has {count} values in {bytes.Length} bytes");
        var values = new T[count];
        var cursor = new ByteCursor(bytes);
        Decode(PageEncoding.Plain, ref cursor, values);
        _dictionary = values;
    }

    /// <summary>Fills the target from the page.</summary>
    public void Read(PageEncoding encoding, ref ByteCursor source, Span<T> target)
    {
        if (target.IsEmpty)
            return;
        if (encoding is PageEncoding.RleDictionary or PageEncoding.PlainDictionary)
            FromDictionary(ref source, target);
        else
            Decode(encoding, ref source, target);
    }

    protected abstract void Decode(PageEncoding encoding, ref ByteCursor source, Span<T> target);

    protected static ParquetException Unsupported(PageEncoding encoding) => new($"the encoding {encoding} is not supported for this type");

    private void FromDictionary(ref ByteCursor source, Span<T> target)
    {
        var dictionary = _dictionary ?? throw new ParquetException("a page refers to a dictionary, and there is none");
        var width = source.Byte();
        if (width > 32)
            throw new ParquetException($"places in the dictionary have {width} bits");
        if (_places.Length < target.Length)
            _places = new int[target.Length];
        var places = _places.AsSpan(0, target.Length);
        HybridDecoder.Decode(ref source, width, places);
        for (var i = 0; i < places.Length; i++)
        {
            var place = places[i];
            if ((uint)place >= (uint)dictionary.Length)
                throw new ParquetException($"a value refers to place {(uint)place} of a dictionary of {dictionary.Length}");
            target[i] = dictionary[place];
        }
    }
}
