using System.Buffers.Binary;

namespace Sweeps.Core.Journals;

/// <summary>The layout of a journal: a file mark, then a frame per run.</summary>
/// <remarks>
/// A frame is: magic (8 bytes), length of the head and of the body (4 + 4), CRC-32C of head and of body (4 + 4), CRC-32C of these 24 bytes (4), head, body; all little-endian.
/// The head contains a run's outcome, the body its series. After damage, a reader searches for the next magic whose header has the right checksum.
/// </remarks>
internal static class JournalFrame
{
    public const int HeaderLength = 28;

    /// <summary>The greatest length of a head. Outcomes are shorter: their texts and lists are as long as a definition or a message.</summary>
    private const int LongestHead = 1 << 24;

    private const int CheckedLength = 24;

    public static ReadOnlySpan<byte> FileMark => "SWEEPS-1"u8;

    public static ReadOnlySpan<byte> Magic => [0xF5, (byte)'r', (byte)'u', (byte)'n', 0x0D, 0x0A, 0x1A, 0xA7];

    /// <summary>Writes a record as a frame.</summary>
    public static void Write(ByteWriter to, RunRecord record)
    {
        to.Clear();
        to.Reserve(HeaderLength);
        RunOutcomeCodec.Write(to, record.Outcome);
        var head = to.Length - HeaderLength;
        RunRecordCodec.WriteBody(to, record);
        var body = to.Length - HeaderLength - head;
        if (head > LongestHead)
            throw new OverflowException($"The outcome of the run {record.Outcome.Run} takes {head} bytes; {LongestHead} can be stored.");

        var header = to.At(0, HeaderLength);
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], head);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], body);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], Crc32C.Of(to.At(HeaderLength, head)));
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], Crc32C.Of(to.At(HeaderLength + head, body)));
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], Crc32C.Of(header[..CheckedLength]));
    }

    /// <summary>Reads a header; null if the bytes are no header or are damaged.</summary>
    public static FrameHeader? Header(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || !bytes.StartsWith(Magic))
            return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]) != Crc32C.Of(bytes[..CheckedLength]))
            return null;
        var header = new FrameHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]));
        return header.HeadLength is < 0 or > LongestHead || header.BodyLength < 0 || header.FrameLength > Array.MaxLength ? null : header;
    }
}

/// <summary>The lengths and checksums in a frame's header.</summary>
internal readonly record struct FrameHeader(int HeadLength, int BodyLength, uint HeadChecksum, uint BodyChecksum)
{
    public long FrameLength => JournalFrame.HeaderLength + (long)HeadLength + BodyLength;
}
