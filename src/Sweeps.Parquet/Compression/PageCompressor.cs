using System.IO.Compression;
using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Metadata;

namespace Sweeps.Parquet.Compression;

/// <summary>Compresses pages.</summary>
internal sealed class PageCompressor(ParquetCompression compression)
{
    private const int BrotliQuality = 4;
    private const int BrotliWindow = 18;
    private readonly Deflater? _deflater = compression == ParquetCompression.Gzip ? new Deflater() : null;

    public Codec Codec { get; } = compression switch
    {
        ParquetCompression.None => Codec.Uncompressed,
        ParquetCompression.Gzip => Codec.Gzip,
        ParquetCompression.Brotli => Codec.Brotli,
        _ => throw new ArgumentOutOfRangeException(nameof(compression), compression, "Unknown compression."),
    };

    public void Compress(ReadOnlySpan<byte> bytes, GrowingBuffer output)
    {
        switch (Codec)
        {
            case Codec.Gzip:
                _deflater!.Gzip(bytes, output);
                break;
            case Codec.Brotli:
                var target = output.Reserve(BrotliEncoder.GetMaxCompressedLength(bytes.Length));
                if (!BrotliEncoder.TryCompress(bytes, target, out var written, BrotliQuality, BrotliWindow))
                    throw new InvalidOperationException("Brotli needed more room than it said.");
                output.Advance(written);
                break;
            default:
                output.Append(bytes);
                break;
        }
    }
}
