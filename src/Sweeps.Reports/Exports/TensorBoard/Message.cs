using System.Buffers.Binary;
using System.Text;

namespace Sweeps.Reports.Exports.TensorBoard;

/// <summary>A protocol buffer that is being written, field by field (protobuf.dev/programming-guides/encoding).</summary>
internal sealed class Message
{
    private readonly MemoryStream _bytes = new();

    private enum Wire
    {
        Varint = 0,
        Fixed64 = 1,
        Length = 2,
        Fixed32 = 5,
    }

    public Message Add(int field, double value)
    {
        Tag(field, Wire.Fixed64);
        Write(value);
        return this;
    }

    public Message Add(int field, float value)
    {
        Tag(field, Wire.Fixed32);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public Message Add(int field, long value)
    {
        Tag(field, Wire.Varint);
        Varint((ulong)value);
        return this;
    }

    public Message Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message within; it is empty again afterwards.</summary>
    public Message Add(int field, Message value)
    {
        Add(field, value.Written());
        value.Clear();
        return this;
    }

    /// <summary>Packed numbers.</summary>
    public Message Add(int field, IReadOnlyCollection<double> values)
    {
        Tag(field, Wire.Length);
        Varint((ulong)values.Count * sizeof(double));
        foreach (var value in values)
            Write(value);
        return this;
    }

    public byte[] Written() => _bytes.ToArray();

    public void Clear() => _bytes.SetLength(0);

    private Message Add(int field, byte[] content)
    {
        Tag(field, Wire.Length);
        Varint((ulong)content.Length);
        _bytes.Write(content);
        return this;
    }

    private void Tag(int field, Wire wire) => Varint(((ulong)field << 3) | (uint)wire);

    private void Write(double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        _bytes.Write(bytes);
    }

    // Seven bits a byte, the lowest first; the eighth says that more follow.
    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        _bytes.WriteByte((byte)value);
    }
}
