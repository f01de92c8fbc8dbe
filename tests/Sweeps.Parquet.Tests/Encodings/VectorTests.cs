using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Encodings;

namespace Sweeps.Parquet.Tests.Encodings;

/// <summary>The worked examples of parquet-format's <c>Encodings.md</c>.</summary>
public sealed class VectorTests
{
    [Fact]
    public void Bit_packing_of_0_to_7_in_three_bits()
    {
        var output = new GrowingBuffer();
        BitPacking.Pack([0, 1, 2, 3, 4, 5, 6, 7], 3, output);
        Assert.Equal([0b10001000, 0b11000110, 0b11111010], output.Written.ToArray());
        var values = new ulong[8];
        BitPacking.Unpack(output.Written, 3, values);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], values);
    }

    [Fact]
    public void Differences_of_1_to_5()
    {
        var cursor = new ByteCursor([8, 1, 5, 2, 2, 0]);
        var values = new int[5];
        DeltaDecoder.Decode<int>(ref cursor, values);
        Assert.Equal([1, 2, 3, 4, 5], values);
        Assert.Equal(0, cursor.Remaining);
    }

    [Fact]
    public void Differences_that_go_down_and_up()
    {
        // Header 8, 1, 8, first value 7; least difference -2, two bits, then 0 0 0 3 3 3 3 and padding.
        var cursor = new ByteCursor([8, 1, 8, 14, 3, 2, 0b11000000, 0b00111111]);
        var values = new long[8];
        DeltaDecoder.Decode<long>(ref cursor, values);
        Assert.Equal([7, 5, 3, 1, 2, 3, 4, 5], values);
        Assert.Equal(0, cursor.Remaining);
    }

    [Fact]
    public void Three_numbers_with_split_bytes()
    {
        var output = new GrowingBuffer();
        ByteStreamSplit.Encode<uint>([0xDDCCBBAA, 0x33221100, 0xD6C5B4A3], output);
        Assert.Equal([0xAA, 0x00, 0xA3, 0xBB, 0x11, 0xB4, 0xCC, 0x22, 0xC5, 0xDD, 0x33, 0xD6], output.Written.ToArray());
        var cursor = new ByteCursor(output.Written);
        var values = new uint[3];
        ByteStreamSplit.Decode<uint>(ref cursor, values);
        Assert.Equal([0xDDCCBBAA, 0x33221100, 0xD6C5B4A3], values);
    }

    [Fact]
    public void A_run_and_a_packed_group()
    {
        // A run of ten sevens, then the packed example of three bits.
        var cursor = new ByteCursor([20, 7, 3, 0b10001000, 0b11000110, 0b11111010]);
        var values = new int[18];
        HybridDecoder.Decode(ref cursor, 3, values);
        Assert.Equal([.. Enumerable.Repeat(7, 10), 0, 1, 2, 3, 4, 5, 6, 7], values);
    }
}
