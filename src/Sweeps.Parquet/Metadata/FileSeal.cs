using System.Buffers.Binary;
using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Compression;

namespace Sweeps.Parquet.Metadata;

/// <summary>
/// Checksums of what Parquet itself leaves unprotected: page headers and the footer. They stand in the footer's extension field
/// (number 32767, <c>BinaryProtocolExtensions.md</c> of parquet-format), which other readers pass over:
/// a CRC-32 for each column chunk in the order of the file, sixteen bytes that say what this is, and a CRC-32 of the footer up to there.
/// As the field comes last, its end has a fixed place before the end of the file and is found without trusting a byte of the footer.
/// </summary>
internal static class FileSeal
{
    /// <summary>The footer's length and the magic.</summary>
    public const int TailBytes = 8;

    private const int ChecksumBytes = 4;
    private const int LeastMarkBytes = 8;

    /// <summary>Bytes from the mark to the end of the file.</summary>
    public const int EndBytes = 16 + ChecksumBytes + 1 + TailBytes;

    public static ReadOnlySpan<byte> Magic => "PAR1"u8;

    private static ReadOnlySpan<byte> Mark => "sweeps.checksums"u8;

    // Long form of field 32767, a binary.
    private static ReadOnlySpan<byte> ExtensionHeader => [0x08, 0xFE, 0xFF, 0x03];

    /// <summary>Completes a footer: the extension field, the footer's length and the magic.</summary>
    /// <param name="footer">Holds the written metadata, which ends with a stop byte.</param>
    public static void Append(GrowingBuffer footer, IReadOnlyList<uint> chunkChecksums)
    {
        footer.Advance(-1);
        footer.Append(ExtensionHeader);
        footer.AppendVarint((ulong)((chunkChecksums.Count * ChecksumBytes) + Mark.Length + ChecksumBytes));
        foreach (var checksum in chunkChecksums)
            AppendChecksum(footer, checksum);
        footer.Append(Mark);
        AppendChecksum(footer, Crc32.Of(footer.Written));
        footer.Append(0);
        AppendChecksum(footer, (uint)footer.Length);
        footer.Append(Magic);
    }

    /// <summary>Whether a file claims to have a seal. A mark that is half gone still counts, so that damage to the mark does not make the file pass for another writer's.</summary>
    /// <param name="end">The last bytes of the file, at least <see cref="EndBytes"/> of them if it has so many.</param>
    public static bool IsClaimed(ReadOnlySpan<byte> end)
    {
        if (end.Length < EndBytes)
            return false;
        var mark = end[^EndBytes..][..Mark.Length];
        var same = 0;
        for (var i = 0; i < mark.Length; i++)
            same += mark[i] == Mark[i] ? 1 : 0;
        return same >= LeastMarkBytes;
    }

    /// <summary>Checks a footer that claims to be sealed.</summary>
    /// <param name="footer">Without its length and the magic.</param>
    /// <exception cref="ParquetException">It is not as it was written.</exception>
    public static void Verify(ReadOnlySpan<byte> footer)
    {
        var content = footer.Length - 1 - ChecksumBytes;
        if (content < Mark.Length
            || footer[^1] != 0
            || !footer[(content - Mark.Length)..content].SequenceEqual(Mark)
            || Crc32.Of(footer[..content]) != BinaryPrimitives.ReadUInt32LittleEndian(footer[content..]))
            throw new ParquetException("the footer does not match its checksum");
    }

    /// <summary>The checksums of the column chunks of a verified footer, in the order of the file.</summary>
    public static uint[] ChunkChecksums(ReadOnlySpan<byte> footer, int chunks)
    {
        var bytes = (long)chunks * ChecksumBytes;
        var end = footer.Length - 1 - ChecksumBytes - Mark.Length;
        if (bytes > end)
            throw new ParquetException("the footer lacks checksums of columns");
        var checksums = new uint[chunks];
        for (var i = 0; i < chunks; i++)
            checksums[i] = BinaryPrimitives.ReadUInt32LittleEndian(footer[(end - (int)bytes + (i * ChecksumBytes))..]);
        return checksums;
    }

    private static void AppendChecksum(GrowingBuffer footer, uint checksum)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(footer.Reserve(ChecksumBytes), checksum);
        footer.Advance(ChecksumBytes);
    }
}
