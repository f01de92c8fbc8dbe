using Sweeps.Parquet.Metadata;
using Sweeps.Tests;
using static Sweeps.Parquet.Tests.Hostile.HostileFile;

namespace Sweeps.Parquet.Tests.Hostile;

/// <summary>Footers that someone made to do harm. They have no checksums of ours, so nothing but the checks of each step stands in the way.</summary>
[Kind(TestKind.Long)]
public sealed class HostileFooterTests
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
}
