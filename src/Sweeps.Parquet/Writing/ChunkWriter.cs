using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Compression;
using Sweeps.Parquet.Encodings;
using Sweeps.Parquet.Metadata;
using Sweeps.Tables;

namespace Sweeps.Parquet.Writing;

/// <summary>Writes one column of one row group: its dictionary, if it has one, and its pages.</summary>
internal sealed class ChunkWriter(CountingStream output, ParquetWriterOptions options)
{
    private readonly ColumnEncoder _encoder = new(options.PageRows);
    private readonly PageCompressor _compressor = new(options.Compression);
    private readonly GrowingBuffer _page = new();
    private readonly GrowingBuffer _compressed = new();
    private readonly GrowingBuffer _header = new();
    private long _uncompressedBytes;
    private uint _checksum;

    /// <returns>What the footer says about it, and the checksum of all of its bytes.</returns>
    public (ChunkMetadata Metadata, uint Checksum) Write(ColumnData column)
    {
        _uncompressedBytes = 0;
        _checksum = 0;
        var start = output.Position;
        var encoded = _encoder.Encode(column);
        if (encoded.Dictionary is { } dictionary)
            WritePage(PageKind.Dictionary, PageEncoding.Plain, encoded.DictionaryCount, dictionary.Written);
        var dataStart = output.Position;
        for (var page = 0; page < encoded.PageEnds.Count; page++)
            WriteDataPage(column, encoded, page);
        return (new ChunkMetadata
        {
            Type = SchemaMapping.PhysicalTypeOf(column.Schema.Type),
            Encodings = [.. Encodings(column, encoded)],
            Path = [column.Schema.Name],
            Codec = _compressor.Codec,
            Values = column.Count,
            UncompressedBytes = _uncompressedBytes,
            CompressedBytes = output.Position - start,
            DataPageOffset = dataStart,
            DictionaryPageOffset = encoded.Dictionary is null ? null : start,
            Statistics = StatisticsWriter.Of(column, encoded),
        }, _checksum);
    }

    private static IEnumerable<PageEncoding> Encodings(ColumnData column, EncodedPages encoded)
    {
        if (encoded.Dictionary is not null)
            yield return PageEncoding.Plain;
        yield return encoded.Encoding;
        if (column.Schema.Nullable && encoded.Encoding != PageEncoding.Rle)
            yield return PageEncoding.Rle;
    }

    private void WriteDataPage(ColumnData column, EncodedPages encoded, int page)
    {
        var first = page * options.PageRows;
        var rows = Math.Min(options.PageRows, column.Count - first);
        _page.Clear();
        if (column.HasNulls)
            BooleanEncoder.EncodeLevels(column.NullFlags.Slice(first, rows), _page);
        else if (column.Schema.Nullable)
            BooleanEncoder.EncodeLevels(rows, _page);
        _page.Append(encoded.Page(page));
        WritePage(PageKind.Data, encoded.Encoding, rows, _page.Written);
    }

    private void WritePage(PageKind kind, PageEncoding encoding, int values, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > PageDecompressor.MaximumPageBytes)
            throw new InvalidOperationException($"A page of {bytes.Length} bytes would be too large to be read back; choose fewer rows for a page.");
        _compressed.Clear();
        _compressor.Compress(bytes, _compressed);
        _header.Clear();
        FooterWriter.Write(_header, new PageHeader
        {
            Kind = kind,
            UncompressedBytes = bytes.Length,
            CompressedBytes = _compressed.Length,
            Checksum = Crc32.Of(_compressed.Written),
            Values = values,
            Encoding = encoding,
        });
        Emit(_header.Written);
        Emit(_compressed.Written);
        _uncompressedBytes += _header.Length + bytes.Length;
    }

    private void Emit(ReadOnlySpan<byte> bytes)
    {
        _checksum = Crc32.Append(_checksum, bytes);
        output.Write(bytes);
    }
}
