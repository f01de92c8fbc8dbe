using System.Buffers.Binary;
using System.Numerics;

namespace Sweeps.Core.Journals;

/// <summary>The Castagnoli checksum (RFC 3720, appendix B.4).</summary>
public static class Crc32C
{
    /// <summary>The CRC-32C (Castagnoli) of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of earlier bytes followed by these bytes.</summary>
    /// <param name="checksum">The checksum of the earlier bytes; 0 if there are none.</param>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var crc = ~checksum;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
