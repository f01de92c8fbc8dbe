using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Compression;

namespace Sweeps.Parquet.Tests.Compression;

/// <summary>What our encoder compresses, the runtime's zlib decompresses.</summary>
public sealed class GzipTests
{
    private static readonly Deflater Shared = new();

    [Fact]
    public void The_checksum_is_that_of_gzip() => Assert.Equal(0xCBF43926, Crc32.Of("123456789"u8));

    [Fact]
    public void Checksums_of_pieces_add_up()
    {
        var bytes = Bytes(1000, 256);
        for (var cut = 0; cut <= 64; cut++)
            Assert.Equal(Crc32.Of(bytes), Crc32.Append(Crc32.Of(bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
    }

    [Fact]
    public void Any_bytes_come_back()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => AssertComesBack(bytes)).QuickCheckThrowOnFailure();
        for (var length = 0; length < 300; length++)
            AssertComesBack(Bytes(length, 3));
    }

    [Fact]
    public void Bytes_of_any_variety_and_length_come_back()
    {
        foreach (var symbols in (int[])[1, 2, 3, 10, 100, 256])
            foreach (var length in (int[])[1000, 32767, 32768, 32769, 65535, 65536, 65537, 100_000])
                AssertComesBack(Bytes(length, symbols));
    }

    [Fact]
    public void Repetitions_at_every_distance_and_of_every_length_come_back()
    {
        var noise = Bytes(40_000, 256);
        foreach (var distance in (int[])[1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 4095, 4096, 32767, 32768, 32769])
            foreach (var length in (int[])[3, 4, 5, 10, 11, 66, 67, 130, 131, 226, 227, 257, 258, 259, 600])
            {
                var bytes = new List<byte>(noise[..distance]);
                for (var i = 0; i < length; i++)
                    bytes.Add(bytes[^distance]);
                AssertComesBack([.. bytes, 1, 2, 3]);
            }
    }

    [Fact]
    public void Frequencies_that_call_for_words_beyond_15_bits_come_back()
    {
        // Fibonacci numbers make Huffman's words as long as they get.
        var bytes = new List<byte>();
        var (a, b) = (1, 1);
        for (byte symbol = 0; bytes.Count < 30_000; symbol++)
        {
            bytes.AddRange(Enumerable.Repeat(symbol, a));
            (a, b) = (b, a + b);
        }

        // Shuffled, so that no repetitions take them away.
        var random = new SplitMix(1);
        var shuffled = bytes.Take(32_768).OrderBy(_ => random.Next()).ToArray();
        AssertComesBack(shuffled);
        var code = new HuffmanCode(30, 15);
        var frequencies = Enumerable.Range(0, 30).Select(i => (int)Math.Pow(1.9, i)).ToArray();
        code.Build(frequencies);
        Assert.InRange(code.Lengths.Max(), 15, 15);
        Assert.Equal(1.0, code.Lengths.Sum(length => Math.Pow(2, -length)));
    }

    [Fact]
    public void What_repeats_becomes_small_and_noise_hardly_larger()
    {
        Assert.InRange(Compressed(new byte[100_000]).Length, 0, 400);
        Assert.InRange(Compressed(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"Linear.{i % 9} output\n")))).Length, 0, 2000);
        var noise = Bytes(100_000, 256);
        Assert.InRange(Compressed(noise).Length, 0, noise.Length + 18 + (5 * 4) + 1);
    }

    private static byte[] Bytes(int length, int symbols)
    {
        var random = new SplitMix(length + symbols);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)(random.Next() % (ulong)symbols))];
    }

    private static byte[] Compressed(byte[] bytes)
    {
        var output = new GrowingBuffer();
        Shared.Gzip(bytes, output);
        return output.Written.ToArray();
    }

    private static void AssertComesBack(byte[] bytes)
    {
        using var gunzip = new GZipStream(new MemoryStream(Compressed(bytes)), CompressionMode.Decompress);
        using var result = new MemoryStream();
        gunzip.CopyTo(result);
        Assert.True(result.ToArray().AsSpan().SequenceEqual(bytes), $"{bytes.Length} bytes changed");
    }
}
