using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Metadata;

namespace Sweeps.Parquet.Compression;

/// <summary>Decompresses pages that may be hostile.</summary>
internal static class PageDecompressor
{
    /// <summary>What a page may hold at most, so that a few bytes cannot claim all memory.</summary>
    public const int MaximumPageBytes = 1 << 28;

    private const int GzipTrailerBytes = 8;
    private const int Step = 1 << 18;

    /// <param name="length">What the page's header says; anything else is an error.</param>
    /// <param name="buffer">May be used for the result.</param>
    public static ReadOnlySpan<byte> Decompress(Codec codec, ReadOnlySpan<byte> bytes, int length, GrowingBuffer buffer)
    {
        if (length > MaximumPageBytes)
            throw new ParquetException($"a page has {length} bytes; at most {MaximumPageBytes} are read");
        if (codec == Codec.Uncompressed)
            return bytes.Length == length ? bytes : throw WrongLength();
        buffer.Clear();
        if (bytes.IsEmpty)
            return length == 0 ? bytes : throw WrongLength();
        switch (codec)
        {
            case Codec.Gzip:
                Gunzip(bytes, length, buffer);
                break;
            case Codec.Brotli:
                Brotli(bytes, length, buffer);
                break;
            case Codec.Snappy:
                Snappy.Decompress(bytes, length, buffer);
                break;
            case Codec.Lz4Raw:
                Lz4.Decompress(bytes, length, buffer);
                break;
            default:
                throw new ParquetException($"the compression {codec} is not supported");
        }

        return buffer.Length == length ? buffer.Written : throw WrongLength();
    }

    // Room is taken step by step as bytes arrive, whatever the header says.
    private static unsafe void Gunzip(ReadOnlySpan<byte> bytes, int length, GrowingBuffer buffer)
    {
        fixed (byte* start = bytes)
        {
            using var source = new UnmanagedMemoryStream(start, bytes.Length);
            using var gunzip = new GZipStream(source, CompressionMode.Decompress);
            try
            {
                int read;
                do
                {
                    read = gunzip.Read(buffer.Reserve(Math.Min(Step, length - buffer.Length + 1)));
                    buffer.Advance(read);
                }
                while (read > 0 && buffer.Length <= length);
            }
            catch (InvalidDataException e)
            {
                throw new ParquetException("the page is not valid gzip", e);
            }
        }

        if (!EndsWithTrailer(bytes, buffer.Written))
            throw new ParquetException("the page is not valid gzip");
    }

    // The runtime does not miss a trailer that is cut off. Of several members, it has checked those before the last one.
    private static bool EndsWithTrailer(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> content)
    {
        if (bytes.Length < GzipTrailerBytes)
            return false;
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^GzipTrailerBytes..]);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]);
        return length <= content.Length && Crc32.Of(content[^(int)length..]) == checksum;
    }

    private static void Brotli(ReadOnlySpan<byte> bytes, int length, GrowingBuffer buffer)
    {
        using var decoder = default(BrotliDecoder);
        OperationStatus status;
        do
        {
            var target = buffer.Reserve(Math.Min(Step, length - buffer.Length + 1));
            status = decoder.Decompress(bytes, target, out var consumed, out var written);
            bytes = bytes[consumed..];
            buffer.Advance(written);
        }
        while (status == OperationStatus.DestinationTooSmall && buffer.Length <= length);
        if (status != OperationStatus.Done || bytes.Length > 0)
            throw new ParquetException("the page is not valid Brotli");
    }

    private static ParquetException WrongLength() => new("a page has not the length that its header says");
}
