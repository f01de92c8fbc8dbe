using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Sweeps.Core.Journals;

/// <summary>Reads values that <see cref="ByteWriter"/> wrote. It never reads outside the given bytes, even if they are invalid.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_rest.Length)
            throw new InvalidDataException("A stored record ends too early.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    /// <summary>All remaining bytes.</summary>
    public ReadOnlySpan<byte> Rest() => Take(_rest.Length);

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new InvalidDataException($"{other} in a stored record is not a Boolean value, which is 0 or 1."),
    };

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public double Double() => BitConverter.Int64BitsToDouble(Int64());

    public ulong VarInt()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }

        throw new InvalidDataException("A number in a stored record has no last byte.");
    }

    /// <summary>Reads a count of items, each of which takes at least <paramref name="bytesEach"/> of the remaining bytes.</summary>
    public int Count(int bytesEach = 1)
    {
        var value = VarInt();
        return value <= (ulong)(_rest.Length / bytesEach)
            ? (int)value
            : throw new InvalidDataException("A count in a stored record is larger than the record.");
    }

    /// <summary>Reads the number of one of <paramref name="things"/> items, from 0.</summary>
    public int Number(int things)
    {
        var value = VarInt();
        return value < (ulong)things ? (int)value : throw new InvalidDataException("A number in a stored record refers to an item that does not exist.");
    }

    public int Int32()
    {
        var value = Signed();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new InvalidDataException("A number in a stored record is too large.");
    }

    public long Signed()
    {
        var value = VarInt();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    public float[] Floats(int count)
    {
        if (count > _rest.Length / sizeof(float))
            throw new InvalidDataException("A stored record ends too early.");
        var taken = Take(count * sizeof(float));
        if (BitConverter.IsLittleEndian)
            return MemoryMarshal.Cast<byte, float>(taken).ToArray();
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(taken[(i * sizeof(float))..]);
        return values;
    }
}
