using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Compression;
using Sweeps.Parquet.Encodings;
using Sweeps.Parquet.Metadata;
using Sweeps.Tables;

namespace Sweeps.Parquet.Reading;

/// <summary>Reads the pages of one column of one row group.</summary>
internal sealed class ChunkReader<T>(ColumnData<T> target, PageDecoder<T> decoder, Codec codec)
{
    private readonly GrowingBuffer _page = new();
    private int[] _levels = [];

    /// <param name="bytes">All bytes of the chunk.</param>
    public void Read(ReadOnlySpan<byte> bytes, int rows)
    {
        var cursor = new ByteCursor(bytes);
        for (var page = 0; target.Count < rows; page++)
        {
            try
            {
                ReadPage(ref cursor, bytes, page, rows);
            }
            catch (ParquetException e)
            {
                throw e.Within($"page {page}");
            }
        }
    }

    private void ReadPage(ref ByteCursor cursor, ReadOnlySpan<byte> bytes, int page, int rows)
    {
        if (cursor.Remaining == 0)
            throw new ParquetException($"the column ends after {target.Count} of {rows} rows");
        var header = PageHeaderReader.Read(bytes[cursor.Position..], out var length);
        cursor.Take(length);
        var stored = cursor.Take(header.CompressedBytes);
        if (header.Checksum is { } checksum && Crc32.Of(stored) != checksum)
            throw new ParquetException("the page does not match its checksum");
        if (header.Values > rows - target.Count && header.Kind != PageKind.Dictionary)
            throw new ParquetException($"the page has {header.Values} rows where {rows - target.Count} are left");
        switch (header.Kind)
        {
            case PageKind.Dictionary:
                ReadDictionary(header, stored, page);
                break;
            case PageKind.Data:
                ReadVersion1(header, stored);
                break;
            case PageKind.DataV2:
                ReadVersion2(header, stored);
                break;
        }
    }

    private void ReadDictionary(PageHeader header, ReadOnlySpan<byte> stored, int page)
    {
        if (page != 0)
            throw new ParquetException("a dictionary is not the first page of its column");
        if (header.Encoding is not (PageEncoding.Plain or PageEncoding.PlainDictionary))
            throw new ParquetException($"the encoding {header.Encoding} is not supported for a dictionary");
        decoder.SetDictionary(PageDecompressor.Decompress(codec, stored, header.UncompressedBytes, _page), header.Values);
    }

    private void ReadVersion1(PageHeader header, ReadOnlySpan<byte> stored)
    {
        var cursor = new ByteCursor(PageDecompressor.Decompress(codec, stored, header.UncompressedBytes, _page));
        if (!target.Schema.Nullable)
        {
            decoder.Read(header.Encoding, ref cursor, target.Extend(header.Values));
            return;
        }

        if (header.LevelEncoding != PageEncoding.Rle)
            throw new ParquetException($"the encoding {header.LevelEncoding} is not supported for definition levels");
        ReadNullable(header, cursor.Take(cursor.Int32()), ref cursor);
    }

    private void ReadVersion2(PageHeader header, ReadOnlySpan<byte> stored)
    {
        var cursor = new ByteCursor(stored);
        if (header.RepetitionBytes != 0)
            throw new ParquetException("the page has repetition levels, and the column is not repeated");
        var levels = cursor.Take(header.DefinitionBytes);
        if (levels.Length > header.UncompressedBytes)
            throw new ParquetException("the page's levels are larger than the page");
        var values = cursor.Take(cursor.Remaining);
        if (header.IsCompressed && values.Length > 0)
            values = PageDecompressor.Decompress(codec, values, header.UncompressedBytes - levels.Length, _page);
        cursor = new ByteCursor(values);
        if (target.Schema.Nullable)
        {
            var present = ReadNullable(header, levels, ref cursor);
            if (header.Values - present != header.Nulls)
                throw new ParquetException($"the page has {header.Values - present} nulls instead of {header.Nulls}");
        }
        else
        {
            decoder.Read(header.Encoding, ref cursor, target.Extend(header.Values));
        }
    }

    private int ReadNullable(PageHeader header, ReadOnlySpan<byte> levelBytes, ref ByteCursor values)
    {
        if (_levels.Length < header.Values)
            _levels = new int[header.Values];
        var levels = _levels.AsSpan(0, header.Values);
        var cursor = new ByteCursor(levelBytes);
        HybridDecoder.Decode(ref cursor, 1, levels);
        var present = levels.Count(1);
        var rows = target.Extend(header.Values);
        decoder.Read(header.Encoding, ref values, rows[..present]);
        if (present < rows.Length)
            Spread(rows, levels, present);
        return present;
    }

    // From the end, so that no value is overwritten before it has moved.
    private void Spread(Span<T> rows, ReadOnlySpan<int> levels, int present)
    {
        var nulls = target.MutableNullFlags()[^rows.Length..];
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            nulls[i] = levels[i] == 0;
            rows[i] = nulls[i] ? default! : rows[--present];
        }
    }
}
