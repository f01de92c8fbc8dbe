using Google.Protobuf;

namespace Sweeps.Reports.Exports.TensorBoard;

/// <summary>A protocol buffer that is being written, field by field.</summary>
internal sealed class Message
{
    private readonly MemoryStream _bytes = new();
    private readonly CodedOutputStream _wire;

    public Message() => _wire = new CodedOutputStream(_bytes, leaveOpen: true);

    public Message Add(int field, double value)
    {
        _wire.WriteTag(field, WireFormat.WireType.Fixed64);
        _wire.WriteDouble(value);
        return this;
    }

    public Message Add(int field, float value)
    {
        _wire.WriteTag(field, WireFormat.WireType.Fixed32);
        _wire.WriteFloat(value);
        return this;
    }

    public Message Add(int field, long value)
    {
        _wire.WriteTag(field, WireFormat.WireType.Varint);
        _wire.WriteInt64(value);
        return this;
    }

    public Message Add(int field, string value)
    {
        _wire.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _wire.WriteString(value);
        return this;
    }

    /// <summary>A message within; it is empty again afterwards.</summary>
    public Message Add(int field, Message value)
    {
        _wire.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _wire.WriteBytes(UnsafeByteOperations.UnsafeWrap(value.Written()));
        value.Clear();
        return this;
    }

    /// <summary>Packed numbers.</summary>
    public Message Add(int field, IReadOnlyCollection<double> values)
    {
        _wire.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _wire.WriteLength(values.Count * sizeof(double));
        foreach (var value in values)
            _wire.WriteDouble(value);
        return this;
    }

    public byte[] Written()
    {
        _wire.Flush();
        return _bytes.ToArray();
    }

    public void Clear()
    {
        _wire.Flush();
        _bytes.SetLength(0);
    }
}
