using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Sweeps.Tables;

namespace Sweeps.Parquet;

/// <summary>
/// Checksums of a whole file, as Parquet leaves page headers and the footer unprotected and its library checks nothing. They stand in the footer's extension field
/// (number 32767, <c>BinaryProtocolExtensions.md</c> of parquet-format), which other readers pass over:
/// a CRC-32 for each column chunk in the order of the file, sixteen bytes that say what this is, and a CRC-32 of the footer up to there.
/// As the field comes last, its end has a fixed place before the end of the file and is found without trusting a byte of the footer.
/// </summary>
internal static class FileSeal
{
    /// <summary>The footer's length and the magic.</summary>
    public const int TailBytes = sizeof(uint) + 4;

    private const int ChecksumBytes = sizeof(uint);
    private const int LeastMarkBytes = 8;

    /// <summary>Bytes from the mark to the end of the file.</summary>
    private const int EndBytes = 16 + ChecksumBytes + 1 + TailBytes;

    public static ReadOnlySpan<byte> Magic => "PAR1"u8;

    private static ReadOnlySpan<byte> Mark => "sweeps.checksums"u8;

    // Long form of field 32767, a binary.
    private static ReadOnlySpan<byte> ExtensionHeader => [0x08, 0xFE, 0xFF, 0x03];

    /// <summary>A footer with its seal, its length and the magic.</summary>
    /// <param name="footer">As the library wrote it: it ends with the stop byte of its structure.</param>
    public static byte[] Seal(ReadOnlySpan<byte> footer, IReadOnlyList<uint> chunkChecksums)
    {
        if (footer.IsEmpty || footer[^1] != 0)
            throw new InvalidOperationException("The footer does not end as the seal expects it.");
        List<byte> bytes = [.. footer[..^1], .. ExtensionHeader];
        var length = (uint)((chunkChecksums.Count * ChecksumBytes) + Mark.Length + ChecksumBytes);
        for (; length >= 0x80; length >>= 7)
            bytes.Add((byte)(length | 0x80));
        bytes.Add((byte)length);
        foreach (var checksum in chunkChecksums)
            Append(bytes, checksum);
        bytes.AddRange(Mark);
        Append(bytes, Crc32.HashToUInt32(CollectionsMarshal.AsSpan(bytes)));
        bytes.Add(0);
        Append(bytes, (uint)bytes.Count);
        bytes.AddRange(Magic);
        return [.. bytes];
    }

    /// <summary>Reads the footer of a file and checks it against its seal.</summary>
    /// <returns>The footer with its length and the magic: all bytes from its start to the end of the file.</returns>
    /// <exception cref="TableFileException">The file is damaged or has no seal.</exception>
    public static byte[] ReadFooter(Stream stream, string name)
    {
        var length = stream.Length;
        var start = ReadAt(stream, 0, (int)Math.Min(length, Magic.Length), name);
        var end = ReadAt(stream, Math.Max(0, length - EndBytes), (int)Math.Min(length, EndBytes), name);
        if (!IsClaimed(end) && IsForeign(start, end))
            throw new TableFileException($"{name}: the file has no seal of checksums") { Problem = TableFileProblem.NotSealed };
        if (end.Length < EndBytes || !start.AsSpan().SequenceEqual(Magic) || !end.AsSpan().EndsWith(Magic))
            throw new TableFileException($"{name}: not a Parquet file, or one that is cut off: it must begin and end with PAR1");
        var footerLength = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan()[^TailBytes..]);
        if (footerLength > length - TailBytes - Magic.Length || footerLength > Array.MaxLength - TailBytes)
            throw new TableFileException($"{name}: the footer is said to have {footerLength} bytes, and the file has {length}");
        var footer = ReadAt(stream, length - TailBytes - footerLength, (int)footerLength + TailBytes, name);
        var content = (int)footerLength - 1 - ChecksumBytes;
        if (content < Mark.Length
            || footer[footerLength - 1] != 0
            || !footer.AsSpan(0, content).EndsWith(Mark)
            || Crc32.HashToUInt32(footer.AsSpan(0, content)) != BinaryPrimitives.ReadUInt32LittleEndian(footer.AsSpan(content))
            || !footer.AsSpan((int)footerLength).SequenceEqual(end.AsSpan()[^TailBytes..]))
            throw new TableFileException($"{name}: the footer does not match its checksum");
        return footer;
    }

    /// <summary>The checksums of the column chunks, in the order of the file.</summary>
    /// <param name="footer">From <see cref="ReadFooter"/>.</param>
    public static uint[] ChunkChecksums(ReadOnlySpan<byte> footer, int chunks)
    {
        var end = footer.Length - EndBytes;
        var start = end - ((long)chunks * ChecksumBytes);
        if (start < 0)
            throw new TableFileException("the footer lacks checksums of columns");
        var checksums = new uint[chunks];
        for (var i = 0; i < chunks; i++)
            checksums[i] = BinaryPrimitives.ReadUInt32LittleEndian(footer[((int)start + (i * ChecksumBytes))..]);
        return checksums;
    }

    /// <summary>Reads some bytes of a file.</summary>
    public static byte[] ReadAt(Stream stream, long position, int count, string name)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(count);
        ReadAt(stream, position, bytes, name);
        return bytes;
    }

    /// <inheritdoc cref="ReadAt(Stream, long, int, string)"/>
    public static void ReadAt(Stream stream, long position, Span<byte> bytes, string name)
    {
        stream.Position = position;
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw new TableFileException($"{name}: the file became shorter while it was read", e);
        }
    }

    // One of ours without a seal is cut off, or holds zeros where the disk lost what was written.
    private static bool IsForeign(ReadOnlySpan<byte> start, ReadOnlySpan<byte> end) => start.SequenceEqual(Magic)
        ? end.EndsWith(Magic)
        : start.ContainsAnyExcept((byte)0);

    // A mark that is half gone still counts, so that damage to it does not make the file pass for another program's.
    private static bool IsClaimed(ReadOnlySpan<byte> end)
    {
        if (end.Length < EndBytes)
            return false;
        var same = 0;
        for (var i = 0; i < Mark.Length; i++)
            same += end[i] == Mark[i] ? 1 : 0;
        return same >= LeastMarkBytes;
    }

    private static void Append(List<byte> bytes, uint value)
    {
        for (var i = 0; i < sizeof(uint); i++)
            bytes.Add((byte)(value >> (8 * i)));
    }
}
