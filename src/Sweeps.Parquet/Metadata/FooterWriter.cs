using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Thrift;

namespace Sweeps.Parquet.Metadata;

/// <summary>Parquet's <c>FileMetaData</c> and <c>PageHeader</c> to bytes. Field numbers are those of <c>parquet.thrift</c>.</summary>
internal static class FooterWriter
{
    public static void Write(GrowingBuffer output, FileMetadata metadata, string createdBy)
    {
        var thrift = new CompactWriter(output);
        thrift.Begin();
        thrift.Int32(1, 2);
        thrift.List(2, CompactType.Struct, metadata.Schema.Count);
        foreach (var element in metadata.Schema)
            Write(thrift, element);
        thrift.Int64(3, metadata.Rows);
        thrift.List(4, CompactType.Struct, metadata.RowGroups.Count);
        for (var i = 0; i < metadata.RowGroups.Count; i++)
            Write(thrift, metadata.RowGroups[i], i);
        if (metadata.KeyValues.Count > 0)
            Write(thrift, metadata.KeyValues);
        thrift.Text(6, createdBy);
        WriteColumnOrders(thrift, metadata.Schema.Count - 1);
        thrift.End();
    }

    public static void Write(GrowingBuffer output, PageHeader page)
    {
        var thrift = new CompactWriter(output);
        thrift.Begin();
        thrift.Int32(1, (int)page.Kind);
        thrift.Int32(2, page.UncompressedBytes);
        thrift.Int32(3, page.CompressedBytes);
        if (page.Checksum is { } checksum)
            thrift.Int32(4, unchecked((int)checksum));
        thrift.Begin(page.Kind == PageKind.Dictionary ? 7 : 5);
        thrift.Int32(1, page.Values);
        thrift.Int32(2, (int)page.Encoding);
        if (page.Kind == PageKind.Data)
        {
            thrift.Int32(3, (int)PageEncoding.Rle);
            thrift.Int32(4, (int)PageEncoding.Rle);
        }

        thrift.End();
        thrift.End();
    }

    private static void Write(CompactWriter thrift, SchemaElement element)
    {
        thrift.Begin();
        if (element.Type is { } type)
            thrift.Int32(1, (int)type);
        if (element.Repetition is { } repetition)
            thrift.Int32(3, (int)repetition);
        thrift.Text(4, element.Name);
        if (element.Type is null)
            thrift.Int32(5, element.Children);
        if (element.Converted is { } converted)
            thrift.Int32(6, (int)converted);
        if (element.Logical != LogicalKind.None)
        {
            thrift.Begin(10);
            thrift.Begin((int)element.Logical);
            thrift.End();
            thrift.End();
        }

        thrift.End();
    }

    private static void Write(CompactWriter thrift, RowGroupMetadata group, int ordinal)
    {
        thrift.Begin();
        thrift.List(1, CompactType.Struct, group.Columns.Count);
        foreach (var chunk in group.Columns)
        {
            thrift.Begin();
            thrift.Int64(2, 0);
            Write(thrift, chunk);
            thrift.End();
        }

        thrift.Int64(2, group.Columns.Sum(chunk => chunk.UncompressedBytes));
        thrift.Int64(3, group.Rows);
        if (group.Columns.Count > 0)
            thrift.Int64(5, group.Columns[0].Start);
        thrift.Int64(6, group.Columns.Sum(chunk => chunk.CompressedBytes));
        if (ordinal <= short.MaxValue)
            thrift.Int16(7, (short)ordinal);
        thrift.End();
    }

    private static void Write(CompactWriter thrift, ChunkMetadata chunk)
    {
        thrift.Begin(3);
        thrift.Int32(1, (int)chunk.Type);
        thrift.List(2, CompactType.Int32, chunk.Encodings.Count);
        foreach (var encoding in chunk.Encodings)
            thrift.Int32Element((int)encoding);
        thrift.List(3, CompactType.Binary, chunk.Path.Count);
        foreach (var name in chunk.Path)
            thrift.TextElement(name);
        thrift.Int32(4, (int)chunk.Codec);
        thrift.Int64(5, chunk.Values);
        thrift.Int64(6, chunk.UncompressedBytes);
        thrift.Int64(7, chunk.CompressedBytes);
        thrift.Int64(9, chunk.DataPageOffset);
        if (chunk.DictionaryPageOffset is { } offset)
            thrift.Int64(11, offset);
        if (chunk.Statistics is { } statistics)
            Write(thrift, statistics);
        thrift.End();
    }

    private static void Write(CompactWriter thrift, ChunkStatistics statistics)
    {
        thrift.Begin(12);
        if (statistics.NullCount is { } nulls)
            thrift.Int64(3, nulls);
        if (statistics.Maximum is { } maximum)
            thrift.Binary(5, maximum);
        if (statistics.Minimum is { } minimum)
            thrift.Binary(6, minimum);
        if (statistics.MaximumExact is { } maximumExact)
            thrift.Boolean(7, maximumExact);
        if (statistics.MinimumExact is { } minimumExact)
            thrift.Boolean(8, minimumExact);
        thrift.End();
    }

    private static void Write(CompactWriter thrift, IReadOnlyList<KeyValuePair<string, string>> keyValues)
    {
        thrift.List(5, CompactType.Struct, keyValues.Count);
        foreach (var (key, value) in keyValues)
        {
            thrift.Begin();
            thrift.Text(1, key);
            thrift.Text(2, value);
            thrift.End();
        }
    }

    // Without TypeDefinedOrder, readers must not trust minimum and maximum.
    private static void WriteColumnOrders(CompactWriter thrift, int columns)
    {
        thrift.List(7, CompactType.Struct, columns);
        for (var i = 0; i < columns; i++)
        {
            thrift.Begin();
            thrift.Begin(1);
            thrift.End();
            thrift.End();
        }
    }
}
