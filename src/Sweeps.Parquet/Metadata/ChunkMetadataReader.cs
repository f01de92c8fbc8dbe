using Sweeps.Parquet.Thrift;

namespace Sweeps.Parquet.Metadata;

/// <summary>Parquet's <c>ColumnChunk</c> and what is in it from bytes.</summary>
internal static class ChunkMetadataReader
{
    public static ChunkMetadata Read(ref CompactReader thrift)
    {
        ChunkMetadata? chunk = null;
        var field = 0;
        while (thrift.Next(ref field))
        {
            switch (field)
            {
                case 1 when thrift.Text().Length > 0:
                    throw new ParquetException("a column is stored in another file, which is not supported");
                case 1:
                    break;
                case 3:
                    thrift.Struct();
                    chunk = ReadMetadata(ref thrift);
                    break;
                case 8 or 9:
                    throw new ParquetException("a column is encrypted, which is not supported");
                default:
                    thrift.Skip();
                    break;
            }
        }

        return FooterReader.Require(chunk, "description of a column");
    }

    private static ChunkMetadata ReadMetadata(ref CompactReader thrift)
    {
        int? type = null;
        int? codec = null;
        long? values = null, uncompressed = null, compressed = null, dataOffset = null, dictionaryOffset = null;
        List<PageEncoding> encodings = [];
        List<string>? path = null;
        ChunkStatistics? statistics = null;
        var field = 0;
        while (thrift.Next(ref field))
        {
            switch (field)
            {
                case 1:
                    type = thrift.Int32();
                    break;
                case 2:
                    encodings = ReadEncodings(ref thrift);
                    break;
                case 3:
                    path = ReadPath(ref thrift);
                    break;
                case 4:
                    codec = thrift.Int32();
                    break;
                case 5:
                    values = thrift.Int64();
                    break;
                case 6:
                    uncompressed = thrift.Int64();
                    break;
                case 7:
                    compressed = thrift.Int64();
                    break;
                case 9:
                    dataOffset = thrift.Int64();
                    break;
                case 11:
                    dictionaryOffset = thrift.Int64();
                    break;
                case 12:
                    thrift.Struct();
                    statistics = ReadStatistics(ref thrift);
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        return new ChunkMetadata
        {
            Type = (PhysicalType)FooterReader.Require(type, "type of a column"),
            Encodings = encodings,
            Path = FooterReader.Require(path, "path of a column"),
            Codec = (Codec)FooterReader.Require(codec, "codec of a column"),
            Values = FooterReader.Require(values, "number of values of a column"),
            UncompressedBytes = FooterReader.Require(uncompressed, "uncompressed size of a column"),
            CompressedBytes = FooterReader.Require(compressed, "compressed size of a column"),
            DataPageOffset = FooterReader.Require(dataOffset, "place of a column's data"),
            DictionaryPageOffset = dictionaryOffset,
            Statistics = statistics,
        };
    }

    private static List<PageEncoding> ReadEncodings(ref CompactReader thrift)
    {
        var count = thrift.List(CompactType.Int32);
        var encodings = new List<PageEncoding>();
        for (var i = 0; i < count; i++)
            encodings.Add((PageEncoding)thrift.Int32Element());
        return encodings;
    }

    private static List<string> ReadPath(ref CompactReader thrift)
    {
        var count = thrift.List(CompactType.Binary);
        var path = new List<string>();
        for (var i = 0; i < count; i++)
            path.Add(thrift.TextElement());
        return path;
    }

    // Fields 1 and 2 are bounds of an undefined order and deprecated: passed over.
    private static ChunkStatistics ReadStatistics(ref CompactReader thrift)
    {
        var statistics = new ChunkStatistics();
        var field = 0;
        while (thrift.Next(ref field))
        {
            switch (field)
            {
                case 3:
                    statistics = statistics with { NullCount = thrift.Int64() };
                    break;
                case 5:
                    statistics = statistics with { Maximum = thrift.Binary().ToArray() };
                    break;
                case 6:
                    statistics = statistics with { Minimum = thrift.Binary().ToArray() };
                    break;
                case 7:
                    statistics = statistics with { MaximumExact = thrift.Boolean() };
                    break;
                case 8:
                    statistics = statistics with { MinimumExact = thrift.Boolean() };
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        return statistics;
    }
}
