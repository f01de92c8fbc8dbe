using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Sweeps.Core.Tables;

namespace Sweeps.Core.Journals;

/// <summary>Appends little-endian values to a buffer that grows and can be reused.</summary>
internal sealed class ByteWriter
{
    private byte[] _buffer = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Reserves bytes, to be filled in now or later.</summary>
    public Span<byte> Reserve(int count)
    {
        var needed = checked(Length + count);
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(needed, _buffer.Length * 2L)));
        var span = _buffer.AsSpan(Length, count);
        Length = needed;
        return span;
    }

    public Span<byte> At(int offset, int count) => _buffer.AsSpan(offset, count);

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), value);

    /// <summary>Appends a double. Every NaN is written with the same bits, because processors differ in its sign.</summary>
    public void Double(double value) =>
        BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(double)), BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? Canonical.DoubleNaN : value));

    public void VarInt(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Count(int value) => VarInt((uint)value);

    /// <summary>Appends a signed number in zigzag encoding, which is short for small magnitudes.</summary>
    public void Signed(long value) => VarInt((ulong)((value << 1) ^ (value >> 63)));

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Count(length);
        Encoding.UTF8.GetBytes(value, Reserve(length));
    }

    public void Floats(ReadOnlySpan<float> values)
    {
        var space = Reserve(values.Length * sizeof(float));
        if (BitConverter.IsLittleEndian)
        {
            var copy = MemoryMarshal.Cast<byte, float>(space);
            values.CopyTo(copy);
            Canonical.NaNs(copy);
            return;
        }

        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(space[(i * sizeof(float))..], Canonical.Of(values[i]));
    }
}
