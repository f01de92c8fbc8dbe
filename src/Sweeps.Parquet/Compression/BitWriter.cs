using System.Buffers.Binary;
using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Compression;

/// <summary>Writes numbers of any width, lowest bit first.</summary>
internal ref struct BitWriter(GrowingBuffer output)
{
    private ulong _pending;
    private int _bits;

    /// <param name="count">At most 32 bits; the value has no others.</param>
    public void Write(uint value, int count)
    {
        _pending |= (ulong)value << _bits;
        _bits += count;
        if (_bits < 32)
            return;
        BinaryPrimitives.WriteUInt32LittleEndian(output.Reserve(4), (uint)_pending);
        output.Advance(4);
        _pending >>= 32;
        _bits -= 32;
    }

    /// <summary>Fills the last byte with zero bits.</summary>
    public void Align()
    {
        for (; _bits > 0; _bits -= 8)
        {
            output.Append((byte)_pending);
            _pending >>= 8;
        }

        _bits = 0;
        _pending = 0;
    }
}
