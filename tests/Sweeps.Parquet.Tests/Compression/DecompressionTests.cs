using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Compression;
using Sweeps.Parquet.Metadata;

namespace Sweeps.Parquet.Tests.Compression;

public sealed class DecompressionTests
{
    [Theory]
    // A literal; a copy with a one-byte distance that overlaps itself; one with two bytes; one with four.
    [InlineData(new byte[] { 3, 2 << 2, 97, 98, 99 }, "abc")]
    [InlineData(new byte[] { 9, 2 << 2, 97, 98, 99, (2 << 2) | 1, 3 }, "abcabcabc")]
    [InlineData(new byte[] { 6, 2 << 2, 97, 98, 99, (2 << 2) | 2, 3, 0 }, "abcabc")]
    [InlineData(new byte[] { 5, 2 << 2, 97, 98, 99, (1 << 2) | 3, 1, 0, 0, 0 }, "abccc")]
    [InlineData(new byte[] { 1, 60 << 2, 0, 97 }, "a")]
    [InlineData(new byte[] { 1, 63 << 2, 0, 0, 0, 0, 97 }, "a")]
    public void Snappy_is_read(byte[] bytes, string expected) => Assert.Equal(expected, Text(Codec.Snappy, bytes, expected.Length));

    [Theory]
    [InlineData(new byte[] { 0x30, 97, 98, 99 }, "abc")]
    [InlineData(new byte[] { 0x32, 97, 98, 99, 3, 0, 0x10, 100 }, "abcabcabcd")]
    [InlineData(new byte[] { 0x1F, 97, 1, 0, 1, 0x10, 98 }, "aaaaaaaaaaaaaaaaaaaaab")]
    public void LZ4_is_read(byte[] bytes, string expected) => Assert.Equal(expected, Text(Codec.Lz4Raw, bytes, expected.Length));

    [Theory]
    [InlineData("Snappy", new byte[] { 3, 2 << 2, 97, 98 })]
    [InlineData("Snappy", new byte[] { 4, 2 << 2, 97, 98, 99 })]
    [InlineData("Snappy", new byte[] { 3, (0 << 2) | 2, 1, 0 })]
    [InlineData("Snappy", new byte[] { 3, 0, 97, (1 << 2) | 2, 0, 0 })]
    [InlineData("Snappy", new byte[] { 3, 0, 97, (1 << 2) | 2, 2, 0 })]
    [InlineData("Snappy", new byte[] { 3, 0, 97, (9 << 2) | 2, 1, 0 })]
    [InlineData("Snappy", new byte[] { 3, 63 << 2, 0xFF, 0xFF, 0xFF, 0xFF, 97 })]
    [InlineData("Snappy", new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData("Lz4Raw", new byte[] { 0x40, 97, 98, 99 })]
    [InlineData("Lz4Raw", new byte[] { 0x10, 97, 0, 0, 0 })]
    [InlineData("Lz4Raw", new byte[] { 0x10, 97, 9, 0, 0 })]
    [InlineData("Lz4Raw", new byte[] { 0x1F, 97, 1, 0, 255, 255, 255, 255, 0 })]
    [InlineData("Lz4Raw", new byte[] { 0xF0, 255, 255 })]
    [InlineData("Gzip", new byte[] { 1, 2, 3 })]
    [InlineData("Gzip", new byte[] { })]
    [InlineData("Brotli", new byte[] { 1, 2, 3 })]
    [InlineData("Brotli", new byte[] { })]
    [InlineData("Uncompressed", new byte[] { 1, 2 })]
    [InlineData("Zstd", new byte[] { 1, 2, 3 })]
    [InlineData("Lzo", new byte[] { 1, 2, 3 })]
    public void What_is_malformed_or_unknown_is_refused(string codec, byte[] bytes) =>
        Assert.Throws<ParquetException>(() => Text(Enum.Parse<Codec>(codec), bytes, 3));

    [Theory]
    [InlineData(ParquetCompression.Gzip)]
    [InlineData(ParquetCompression.Brotli)]
    public void A_page_that_is_longer_or_shorter_than_said_or_cut_off_is_refused(ParquetCompression compression)
    {
        var output = new GrowingBuffer();
        var compressor = new PageCompressor(compression);
        compressor.Compress(new byte[100_000], output);
        var bytes = output.Written.ToArray();
        Assert.Equal(100_000, PageDecompressor.Decompress(compressor.Codec, bytes, 100_000, new GrowingBuffer()).Length);
        foreach (var length in (int[])[0, 1, 99_999, 100_001, int.MaxValue])
            Assert.Throws<ParquetException>(() => PageDecompressor.Decompress(compressor.Codec, bytes, length, new GrowingBuffer()).Length);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<ParquetException>(() => PageDecompressor.Decompress(compressor.Codec, bytes.AsSpan(0, length), 100_000, new GrowingBuffer()).Length);
    }

    [Fact]
    public void A_page_of_several_gzip_members_is_read()
    {
        var output = new GrowingBuffer();
        var deflater = new Deflater();
        deflater.Gzip("one "u8, output);
        deflater.Gzip("and two"u8, output);
        Assert.Equal("one and two", Text(Codec.Gzip, output.Written.ToArray(), 11));
        Assert.Throws<ParquetException>(() => Text(Codec.Gzip, output.Written[..^1].ToArray(), 11));
    }

    private static string Text(Codec codec, byte[] bytes, int length) =>
        System.Text.Encoding.ASCII.GetString(PageDecompressor.Decompress(codec, bytes, length, new GrowingBuffer()));
}
