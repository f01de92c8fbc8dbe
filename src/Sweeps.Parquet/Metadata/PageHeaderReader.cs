using Sweeps.Parquet.Thrift;

namespace Sweeps.Parquet.Metadata;

/// <summary>Parquet's <c>PageHeader</c> from bytes that may be hostile.</summary>
internal static class PageHeaderReader
{
    /// <param name="bytes">From the header on, as far as the column goes.</param>
    /// <param name="length">Bytes that the header takes.</param>
    public static PageHeader Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var thrift = new CompactReader(bytes);
        int? kind = null, uncompressed = null, compressed = null;
        uint? checksum = null;
        PageHeader? own = null;
        var field = 0;
        while (thrift.Next(ref field))
        {
            switch (field)
            {
                case 1:
                    kind = thrift.Int32();
                    break;
                case 2:
                    uncompressed = thrift.Int32();
                    break;
                case 3:
                    compressed = thrift.Int32();
                    break;
                case 4:
                    checksum = unchecked((uint)thrift.Int32());
                    break;
                case 5:
                    own = ReadOwn(ref thrift, PageKind.Data);
                    break;
                case 7:
                    own = ReadOwn(ref thrift, PageKind.Dictionary);
                    break;
                case 8:
                    own = ReadVersion2(ref thrift);
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        length = thrift.Position;
        var header = new PageHeader
        {
            Kind = (PageKind)FooterReader.Require(kind, "kind of a page"),
            UncompressedBytes = NotNegative(FooterReader.Require(uncompressed, "uncompressed size of a page"), "uncompressed size"),
            CompressedBytes = NotNegative(FooterReader.Require(compressed, "compressed size of a page"), "compressed size"),
            Checksum = checksum,
        };
        if (header.Kind is not (PageKind.Data or PageKind.DataV2 or PageKind.Dictionary))
            return header;
        if (own?.Kind != header.Kind)
            throw new ParquetException("a page lacks the part of its header that belongs to its kind");
        return own with { UncompressedBytes = header.UncompressedBytes, CompressedBytes = header.CompressedBytes, Checksum = checksum };
    }

    private static PageHeader ReadOwn(ref CompactReader thrift, PageKind kind)
    {
        thrift.Struct();
        int? values = null, encoding = null, levelEncoding = null;
        var field = 0;
        while (thrift.Next(ref field))
        {
            if (field == 1)
                values = thrift.Int32();
            else if (field == 2)
                encoding = thrift.Int32();
            else if (field == 3 && kind == PageKind.Data)
                levelEncoding = thrift.Int32();
            else
                thrift.Skip();
        }

        return new PageHeader
        {
            Kind = kind,
            UncompressedBytes = 0,
            CompressedBytes = 0,
            Values = NotNegative(FooterReader.Require(values, "number of values of a page"), "number of values"),
            Encoding = (PageEncoding)FooterReader.Require(encoding, "encoding of a page"),
            LevelEncoding = (PageEncoding?)levelEncoding ?? PageEncoding.Rle,
        };
    }

    private static PageHeader ReadVersion2(ref CompactReader thrift)
    {
        thrift.Struct();
        int? values = null, nulls = null, encoding = null, definition = null, repetition = null;
        var isCompressed = true;
        var field = 0;
        while (thrift.Next(ref field))
        {
            switch (field)
            {
                case 1:
                    values = thrift.Int32();
                    break;
                case 2:
                    nulls = thrift.Int32();
                    break;
                case 4:
                    encoding = thrift.Int32();
                    break;
                case 5:
                    definition = thrift.Int32();
                    break;
                case 6:
                    repetition = thrift.Int32();
                    break;
                case 7:
                    isCompressed = thrift.Boolean();
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        return new PageHeader
        {
            Kind = PageKind.DataV2,
            UncompressedBytes = 0,
            CompressedBytes = 0,
            Values = NotNegative(FooterReader.Require(values, "number of values of a page"), "number of values"),
            Nulls = NotNegative(FooterReader.Require(nulls, "number of nulls of a page"), "number of nulls"),
            Encoding = (PageEncoding)FooterReader.Require(encoding, "encoding of a page"),
            DefinitionBytes = NotNegative(FooterReader.Require(definition, "size of a page's definition levels"), "size of definition levels"),
            RepetitionBytes = NotNegative(FooterReader.Require(repetition, "size of a page's repetition levels"), "size of repetition levels"),
            IsCompressed = isCompressed,
        };
    }

    private static int NotNegative(int value, string what) =>
        value >= 0 ? value : throw new ParquetException($"a page has a {what} of {value}");
}
