using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Thrift;

/// <summary>Writes the Thrift compact protocol. Fields of a struct come in any order; a struct ends with <see cref="End"/>.</summary>
internal sealed class CompactWriter(GrowingBuffer output)
{
    private readonly Stack<int> _outer = new();
    private int _lastField;

    /// <summary>Begins a struct that is the whole message or an element of a list.</summary>
    public void Begin()
    {
        _outer.Push(_lastField);
        _lastField = 0;
    }

    public void Begin(int field)
    {
        Header(field, CompactType.Struct);
        Begin();
    }

    public void End()
    {
        output.Append((byte)CompactType.Stop);
        _lastField = _outer.Pop();
    }

    public void Boolean(int field, bool value) => Header(field, value ? CompactType.True : CompactType.False);

    public void Int16(int field, short value)
    {
        Header(field, CompactType.Int16);
        output.AppendZigZag(value);
    }

    public void Int32(int field, int value)
    {
        Header(field, CompactType.Int32);
        output.AppendZigZag(value);
    }

    public void Int64(int field, long value)
    {
        Header(field, CompactType.Int64);
        output.AppendZigZag(value);
    }

    public void Binary(int field, ReadOnlySpan<byte> value)
    {
        Header(field, CompactType.Binary);
        BinaryElement(value);
    }

    public void Text(int field, string value)
    {
        Header(field, CompactType.Binary);
        TextElement(value);
    }

    /// <summary>Begins a list; its elements follow, and nothing ends it.</summary>
    public void List(int field, CompactType element, int count)
    {
        Header(field, CompactType.List);
        output.Append((byte)((Math.Min(count, 15) << 4) | (int)element));
        if (count >= 15)
            output.AppendVarint((ulong)count);
    }

    public void Int32Element(int value) => output.AppendZigZag(value);

    /// <exception cref="InvalidOperationException">The text holds half of a surrogate pair.</exception>
    public void TextElement(string value)
    {
        var bytes = new byte[Utf8.Strict.GetMaxByteCount(value.Length)];
        BinaryElement(bytes.AsSpan(0, Utf8.Bytes(value, bytes)));
    }

    private void BinaryElement(ReadOnlySpan<byte> value)
    {
        output.AppendVarint((ulong)value.Length);
        output.Append(value);
    }

    private void Header(int field, CompactType type)
    {
        var step = field - _lastField;
        if (step is > 0 and < 16)
        {
            output.Append((byte)((step << 4) | (int)type));
        }
        else
        {
            output.Append((byte)type);
            output.AppendZigZag(field);
        }

        _lastField = field;
    }
}
