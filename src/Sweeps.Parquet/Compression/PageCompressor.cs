using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Metadata;

namespace Sweeps.Parquet.Compression;

/// <summary>Compresses pages.</summary>
internal static class PageCompressor
{
    public static Codec CodecOf(ParquetCompression compression) => compression switch
    {
        ParquetCompression.None => Codec.Uncompressed,
        ParquetCompression.Gzip => Codec.Gzip,
        ParquetCompression.Brotli => Codec.Brotli,
        _ => throw new ArgumentOutOfRangeException(nameof(compression), compression, "Unknown compression."),
    };

    public static void Compress(ParquetCompression compression, ReadOnlySpan<byte> bytes, GrowingBuffer output)
    {
        output.Append(bytes);
    }
}
