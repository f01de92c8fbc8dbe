using System.Buffers.Binary;
using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Metadata;
using Sweeps.Parquet.Thrift;

namespace Sweeps.Parquet.Tests.Hostile;

/// <summary>Files that someone made to do harm. They have no checksums of ours, so nothing but the checks of each step stands in the way.</summary>
public sealed class HostileTests
{
    [Theory]
    [InlineData("")]
    [InlineData("PAR1")]
    [InlineData("PAR1PAR1")]
    [InlineData("PAR1\0\0\0\0PAR1")]
    [InlineData("PAR1\u007F\u007F\u007F\u007FPAR1")]
    [InlineData("PAR1\u0001\0\0\0PAR1")]
    [InlineData("PAR1\0\u0001\0\0\0PAR1")]
    [InlineData("PAR1\u0015\u0001\0\0\0PAR1")]
    [InlineData("PARE\0\u0001\0\0\0PARE")]
    public void Short_files_are_refused(string text) =>
        Assert.True(Reading.MustEndWell(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Every_flipped_byte_of_a_file_without_checksums_ends_well()
    {
        var file = Unsealed(Tables.Random(Tables.EveryType, 60, seed: 3));
        Assert.False(Reading.MustEndWell(file));
        Parallel.For(0, file.Length, position =>
        {
            foreach (var flip in (int[])[1, 2, 4, 8, 16, 32, 64, 128, 255])
            {
                var damaged = (byte[])file.Clone();
                damaged[position] ^= (byte)flip;
                Reading.MustEndWell(damaged);
            }
        });
    }

    [Fact]
    public void Random_bytes_in_place_of_a_footer_end_well()
    {
        var random = new SplitMix(11);
        for (var i = 0; i < 20_000; i++)
        {
            var footer = Enumerable.Range(0, 1 + (int)(random.Next() % 80)).Select(_ => (byte)(random.Next() >> (int)(random.Next() % 56))).ToArray();
            Reading.MustEndWell(WithFooter([], footer));
        }
    }

    [Fact]
    public void Lists_and_texts_that_claim_more_than_the_footer_holds_are_refused()
    {
        // Field 2, a list of 2^31 - 1 structs; a list of 2^63 row groups; a key of 2 GB; an unknown field with a map of 2^31 - 1 pairs.
        byte[][] footers =
        [
            [0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07],
            [0x49, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
            [0x59, 0x1C, 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0x07],
            [0xFB, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x55],
            [0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        ];
        foreach (var footer in footers)
            Assert.True(Reading.MustEndWell(WithFooter([], footer)));
    }

    [Theory]
    [InlineData(0x1C)]
    [InlineData(0x19)]
    [InlineData(0x1A)]
    public void Nesting_without_end_is_refused(byte what)
    {
        // Structs in structs, lists of one list, sets of one set, under a field that nobody knows.
        var header = what == 0x1C ? new byte[] { 0xFC } : what == 0x19 ? [0xF9] : [0xFA];
        byte[] footer = [.. header, .. Enumerable.Repeat(what, 1_000_000)];
        var message = Assert.Throws<ParquetException>(() => Tables.Read(WithFooter([], footer))).Message;
        Assert.Contains("nested", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1L << 40)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Sizes_places_and_counts_out_of_range_are_refused(long value)
    {
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { CompressedBytes = value })));
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { DataPageOffset = value })));
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { Values = value })));
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { Values = value }, rows: value)));
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { DataPageOffset = value, CompressedBytes = value })));
        // A place of a dictionary that makes no sense is not one.
        Reading.MustEndWell(OneColumn(chunk => chunk with { DictionaryPageOffset = value }));
    }

    [Fact]
    public void What_is_stored_must_fit_the_schema()
    {
        Assert.False(Reading.MustEndWell(OneColumn(chunk => chunk)));
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { Type = PhysicalType.Int64 })));
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { Path = ["b"] })));
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { Path = ["a", "b"] })));
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { Codec = Codec.Zstd })));
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { Codec = (Codec)77 })));
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { CompressedBytes = 0 })));
    }

    [Fact]
    public void A_few_bytes_cannot_claim_a_large_page_or_dictionary()
    {
        var header = new PageHeader { Kind = PageKind.Data, UncompressedBytes = int.MaxValue, CompressedBytes = 0, Values = 1, Encoding = PageEncoding.Plain };
        Assert.True(Reading.MustEndWell(OnePage(header, [])));
        Assert.True(Reading.MustEndWell(OnePage(header with { UncompressedBytes = 0, CompressedBytes = int.MaxValue }, [])));
        Assert.True(Reading.MustEndWell(OnePage(header with { UncompressedBytes = 0, Values = int.MaxValue }, [])));
        Assert.True(Reading.MustEndWell(OnePage(header with { UncompressedBytes = 0, Values = -1 }, [])));
        Assert.True(Reading.MustEndWell(OnePage(header with { UncompressedBytes = -1 }, [])));
        Assert.True(Reading.MustEndWell(OnePage(header with { UncompressedBytes = 0, CompressedBytes = -1 }, [])));
        Assert.True(Reading.MustEndWell(OnePage(header with { UncompressedBytes = 0, Kind = PageKind.Dictionary, Values = int.MaxValue }, [])));
        Assert.True(Reading.MustEndWell(OnePage(header with { UncompressedBytes = 4, CompressedBytes = 4, Kind = PageKind.Dictionary, Values = 2 }, [1, 2, 3, 4])));
    }

    [Fact]
    public void Pages_without_rows_do_not_go_on_for_ever()
    {
        var header = new PageHeader { Kind = PageKind.Data, UncompressedBytes = 0, CompressedBytes = 0, Values = 0, Encoding = PageEncoding.Plain };
        var page = Page(header, []);
        var pages = Enumerable.Repeat(page, 10_000).SelectMany(bytes => bytes).ToArray();
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { CompressedBytes = pages.Length }, data: pages)));
    }

    [Theory]
    [InlineData(PageEncoding.RleDictionary)]
    [InlineData(PageEncoding.PlainDictionary)]
    [InlineData(PageEncoding.BitPacked)]
    [InlineData(PageEncoding.DeltaByteArray)]
    [InlineData(PageEncoding.Rle)]
    [InlineData((PageEncoding)99)]
    public void An_encoding_that_does_not_suit_is_refused(object encoding) =>
        Assert.True(Reading.MustEndWell(OnePage(new() { Kind = PageKind.Data, UncompressedBytes = 4, CompressedBytes = 4, Values = 1, Encoding = (PageEncoding)encoding }, [1, 2, 3, 4])));

    [Fact]
    public void A_page_of_an_unknown_kind_is_passed_over()
    {
        var unknown = new GrowingBuffer();
        var thrift = new CompactWriter(unknown);
        thrift.Begin();
        thrift.Int32(1, 17);
        thrift.Int32(2, 3);
        thrift.Int32(3, 3);
        thrift.Begin(9);
        thrift.End();
        thrift.End();
        byte[] data = [.. unknown.Written, 1, 2, 3, .. Page(IntegerPage, [5, 0, 0, 0])];
        var table = Tables.Read(OneColumn(chunk => chunk with { CompressedBytes = data.Length }, data: data));
        Assert.Equal([5], table.Column<int>("a").Values.ToArray());
    }

    [Theory]
    // Width over 32; a run without length; a run wider than the width; a place beyond the dictionary.
    [InlineData(new byte[] { 33, 2, 0 })]
    [InlineData(new byte[] { 1, 0, 0 })]
    [InlineData(new byte[] { 1, 1 })]
    [InlineData(new byte[] { 1, 2, 2 })]
    [InlineData(new byte[] { 8, 2, 1 })]
    [InlineData(new byte[] { 32, 2, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 32, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0 })]
    public void Malformed_places_in_a_dictionary_are_refused(byte[] places)
    {
        var dictionary = Page(IntegerPage with { Kind = PageKind.Dictionary }, [7, 0, 0, 0]);
        byte[] good = [.. dictionary, .. Page(IntegerPage with { Encoding = PageEncoding.RleDictionary }, [1, 2, 0])];
        Assert.Equal([7], Tables.Read(OneColumn(chunk => chunk with { CompressedBytes = good.Length }, data: good)).Column<int>("a").Values.ToArray());
        byte[] bad = [.. dictionary, .. Page(IntegerPage with { Encoding = PageEncoding.RleDictionary }, places)];
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { CompressedBytes = bad.Length }, data: bad)));
        byte[] late = [.. Page(IntegerPage with { Values = 0 }, []), .. good];
        Assert.True(Reading.MustEndWell(OneColumn(chunk => chunk with { CompressedBytes = late.Length }, data: late)));
    }

    [Theory]
    // Block of 0; no miniblocks; parts that do not divide; too large a block; another count; 65 bits; nothing behind the header.
    [InlineData(new byte[] { 0, 4, 2, 2 })]
    [InlineData(new byte[] { 128, 1, 0, 2, 2 })]
    [InlineData(new byte[] { 128, 1, 3, 2, 2 })]
    [InlineData(new byte[] { 128, 128, 128, 128, 4, 1, 2, 2, 2, 0 })]
    [InlineData(new byte[] { 128, 1, 4, 3, 2, 2, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 128, 1, 4, 2, 2, 2, 65, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 128, 1, 4, 2, 2 })]
    public void Malformed_differences_are_refused(byte[] differences)
    {
        Assert.Throws<ParquetException>(() =>
        {
            var cursor = new ByteCursor(differences);
            Sweeps.Parquet.Encodings.DeltaDecoder.Decode<int>(ref cursor, new int[2]);
        });
    }

    [Fact]
    public void Texts_that_multiply_are_bounded()
    {
        // Each text repeats the one before, so that 100,000 rows of 40 KB are said in a few bytes.
        const int Rows = 100_000;
        var page = new GrowingBuffer();
        Sweeps.Parquet.Encodings.DeltaEncoder.Encode([0, .. Enumerable.Repeat(40_000, Rows - 1)], page);
        Sweeps.Parquet.Encodings.DeltaEncoder.Encode([40_000, .. Enumerable.Repeat(0, Rows - 1)], page);
        page.Append(new byte[40_000]);
        var header = new PageHeader { Kind = PageKind.Data, UncompressedBytes = page.Length, CompressedBytes = page.Length, Values = Rows, Encoding = PageEncoding.DeltaByteArray };
        Assert.True(Reading.MustEndWell(OnePage(header, page.Written.ToArray(), Text, Rows)));
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0, 0, 0xFF })]
    [InlineData(new byte[] { 2, 0, 0, 0, 97 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 97 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 0xC3, 0x28 })]
    public void Malformed_texts_are_refused(byte[] page) =>
        Assert.True(Reading.MustEndWell(OnePage(IntegerPage with { UncompressedBytes = page.Length, CompressedBytes = page.Length }, page, Text)));

    private static readonly PageHeader IntegerPage = new() { Kind = PageKind.Data, UncompressedBytes = 4, CompressedBytes = 4, Values = 1, Encoding = PageEncoding.Plain };

    private static readonly SchemaElement Integer = new("a") { Type = PhysicalType.Int32, Repetition = Repetition.Required };

    private static readonly SchemaElement Text = new("a") { Type = PhysicalType.ByteArray, Repetition = Repetition.Required, Converted = ConvertedType.Utf8 };

    private static byte[] Page(PageHeader header, byte[] bytes)
    {
        var output = new GrowingBuffer();
        var sized = header == IntegerPage || header.CompressedBytes == IntegerPage.CompressedBytes ? header with { UncompressedBytes = bytes.Length, CompressedBytes = bytes.Length } : header;
        FooterWriter.Write(output, sized);
        output.Append(bytes);
        return output.Written.ToArray();
    }

    private static byte[] OnePage(PageHeader header, byte[] bytes, SchemaElement? column = null, int rows = 1)
    {
        var output = new GrowingBuffer();
        FooterWriter.Write(output, header);
        output.Append(bytes);
        return OneColumn(chunk => chunk with { CompressedBytes = output.Length }, rows, output.Written.ToArray(), column);
    }

    private static byte[] OneColumn(Func<ChunkMetadata, ChunkMetadata> change, long rows = 1, byte[]? data = null, SchemaElement? column = null)
    {
        data ??= Page(IntegerPage, [1, 2, 3, 4]);
        var chunk = change(new ChunkMetadata
        {
            Type = (column ?? Integer).Type!.Value,
            Encodings = [PageEncoding.Plain],
            Path = ["a"],
            Codec = Codec.Uncompressed,
            Values = rows,
            UncompressedBytes = data.Length,
            CompressedBytes = data.Length,
            DataPageOffset = 4,
        });
        var footer = new GrowingBuffer();
        FooterWriter.Write(footer, new FileMetadata([new("schema") { Children = 1 }, column ?? Integer], rows, [new([chunk], rows)], [], HasColumnOrders: true), "someone");
        return WithFooter(data, footer.Written.ToArray());
    }

    private static byte[] Unsealed(TableData table)
    {
        var file = Tables.Write(table, new() { PageRows = 16, RowGroupRows = 32, Compression = ParquetCompression.None });
        var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan()[^8..]);
        var layout = Sweeps.Parquet.Reading.FileLayout.Read(new MemoryStream(file));
        var footer = new GrowingBuffer();
        FooterWriter.Write(footer, layout.Metadata, "someone");
        return WithFooter(file[4..^(length + 8)], footer.Written.ToArray());
    }

    private static byte[] WithFooter(byte[] data, byte[] footer)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        return [.. "PAR1"u8, .. data, .. footer, .. length, .. "PAR1"u8];
    }
}
