using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Encodings;
using Sweeps.Parquet.Metadata;
using Sweeps.Parquet.Thrift;
using static Sweeps.Parquet.Tests.Hostile.HostileFile;

namespace Sweeps.Parquet.Tests.Hostile;

/// <summary>Pages that someone made to do harm.</summary>
public sealed class HostilePageTests
{
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
            DeltaDecoder.Decode<int>(ref cursor, new int[2]);
        });
    }

    [Fact]
    public void Texts_that_multiply_are_bounded()
    {
        // Each text repeats the one before, so that 100,000 rows of 40 KB are said in a few bytes.
        const int Rows = 100_000;
        var page = new GrowingBuffer();
        DeltaEncoder.Encode([0, .. Enumerable.Repeat(40_000, Rows - 1)], page);
        DeltaEncoder.Encode([40_000, .. Enumerable.Repeat(0, Rows - 1)], page);
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
}
