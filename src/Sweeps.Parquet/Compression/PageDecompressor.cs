using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Metadata;

namespace Sweeps.Parquet.Compression;

/// <summary>Decompresses pages that may be hostile.</summary>
internal static class PageDecompressor
{
    /// <summary>What a page may hold at most, so that a few bytes cannot claim all memory.</summary>
    private const int MaximumPageBytes = 1 << 28;

    /// <param name="length">What the page's header says; anything else is an error.</param>
    /// <param name="buffer">May be used for the result.</param>
    public static ReadOnlySpan<byte> Decompress(Codec codec, ReadOnlySpan<byte> bytes, int length, GrowingBuffer buffer)
    {
        if (length > MaximumPageBytes)
            throw new ParquetException($"a page has {length} bytes; at most {MaximumPageBytes} are read");
        if (codec == Codec.Uncompressed)
            return bytes.Length == length ? bytes : throw new ParquetException($"an uncompressed page has {bytes.Length} bytes instead of {length}");
        throw new ParquetException($"the compression {codec} is not supported");
    }
}
