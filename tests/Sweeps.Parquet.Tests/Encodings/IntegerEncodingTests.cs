using FsCheck;
using FsCheck.Fluent;
using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Encodings;

namespace Sweeps.Parquet.Tests.Encodings;

public sealed class IntegerEncodingTests
{
    public static TheoryData<int> Widths => [.. Enumerable.Range(0, 65)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Numbers_of_every_width_are_packed_and_unpacked(int width)
    {
        var random = new SplitMix(width);
        for (var count = 0; count < 100; count++)
        {
            var values = Enumerable.Range(0, count).Select(_ => width == 0 ? 0 : random.Next() >> (64 - width)).ToArray();
            var output = new GrowingBuffer();
            BitPacking.Pack(values, width, output);
            Assert.Equal(BitPacking.Bytes(count, width), output.Length);
            var read = new ulong[count];
            BitPacking.Unpack(output.Written, width, read);
            Assert.Equal(values, read);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Differences_of_every_width_come_back(int width)
    {
        var random = new SplitMix(width);
        foreach (var count in (int[])[0, 1, 2, 31, 32, 33, 34, 128, 129, 130, 257, 1000])
        {
            var longs = Enumerable.Range(0, count).Select(_ => width == 0 ? 42 : (long)(random.Next() >> (64 - width))).ToArray();
            Assert.Equal(longs, LongsThroughDelta(longs));
            var ints = longs.Select(value => (int)value).ToArray();
            Assert.Equal(ints, IntsThroughDelta(ints));
        }
    }

    [Fact]
    public void Differences_that_overflow_come_back()
    {
        int[] ints = [int.MinValue, int.MaxValue, int.MinValue, 0, int.MaxValue, -1, int.MinValue];
        Assert.Equal(ints, IntsThroughDelta(ints));
        long[] longs = [long.MinValue, long.MaxValue, long.MinValue, 0, long.MaxValue, -1, long.MinValue];
        Assert.Equal(longs, LongsThroughDelta(longs));
    }

    [Fact]
    public void A_difference_of_32_bit_integers_never_takes_more_than_32_bits()
    {
        var random = new SplitMix(1);
        var values = Enumerable.Range(0, 129).Select(_ => random.Next() % 2 == 0 ? int.MinValue : int.MaxValue).ToArray();
        var output = new GrowingBuffer();
        DeltaEncoder.Encode(values, output);
        var cursor = new ByteCursor(output.Written);
        Assert.Equal((128, 4, 129), (cursor.Count(), cursor.Count(), cursor.Count()));
        cursor.ZigZag();
        cursor.ZigZag();
        foreach (var width in cursor.Take(4))
            Assert.InRange(width, 0, 32);
    }

    [Fact]
    public void Runs_of_any_lengths_come_back()
    {
        var runs = Gen.Choose(0, 7).SelectMany(bits => Gen.Choose(1, 40).SelectMany(length => Gen.Choose(0, (1 << bits) - 1).Select(value => (length, value))));
        Prop.ForAll(runs.ListOf().ToArbitrary(), list =>
        {
            var values = list.SelectMany(run => Enumerable.Repeat(run.value, run.length)).ToArray();
            var output = new GrowingBuffer();
            HybridEncoder.Encode(values, 7, output);
            var cursor = new ByteCursor(output.Written);
            var read = new int[values.Length];
            HybridDecoder.Decode(ref cursor, 7, read);
            Assert.Equal(values, read);
            Assert.Equal(0, cursor.Remaining);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_long_run_takes_a_few_bytes()
    {
        var output = new GrowingBuffer();
        HybridEncoder.Encode(Enumerable.Repeat(5, 1_000_000).ToArray(), 3, output);
        Assert.InRange(output.Length, 2, 5);
    }

    private static int[] IntsThroughDelta(int[] values)
    {
        var output = new GrowingBuffer();
        DeltaEncoder.Encode(values, output);
        var cursor = new ByteCursor(output.Written);
        var read = new int[values.Length];
        DeltaDecoder.Decode<int>(ref cursor, read);
        Assert.Equal(0, cursor.Remaining);
        return read;
    }

    private static long[] LongsThroughDelta(long[] values)
    {
        var output = new GrowingBuffer();
        DeltaEncoder.Encode(values, output);
        var cursor = new ByteCursor(output.Written);
        var read = new long[values.Length];
        DeltaDecoder.Decode<long>(ref cursor, read);
        Assert.Equal(0, cursor.Remaining);
        return read;
    }
}
