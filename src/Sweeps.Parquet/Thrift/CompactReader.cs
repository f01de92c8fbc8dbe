using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Thrift;

/// <summary>
/// Reads the Thrift compact protocol from bytes that may be hostile. A struct is read by calling <see cref="Next"/> until it says false,
/// and taking or skipping the value of each field.
/// </summary>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    private const int MaximumDepth = 32;
    private ByteCursor _cursor = new(bytes);

    /// <summary>The type of the field that <see cref="Next"/> came to.</summary>
    public CompactType Type { get; private set; }

    public readonly int Position => _cursor.Position;

    /// <summary>Goes to the next field of a struct.</summary>
    /// <param name="field">The field before, 0 at the start of the struct; becomes this field.</param>
    /// <returns>False at the end of the struct.</returns>
    public bool Next(ref int field)
    {
        var header = _cursor.Byte();
        Type = (CompactType)(header & 0x0F);
        if (header == 0)
            return false;
        if (Type is CompactType.Stop or > CompactType.Uuid)
            throw new ParquetException($"the metadata has a field of the unknown type {(int)Type}");
        var step = header >> 4;
        var next = step != 0 ? field + step : _cursor.ZigZag();
        field = next is >= short.MinValue and <= short.MaxValue ? (int)next : throw new ParquetException($"the metadata has a field numbered {next}");
        return true;
    }

    public readonly bool Boolean() => Type switch
    {
        CompactType.True => true,
        CompactType.False => false,
        _ => throw Unexpected(),
    };

    public sbyte Int8() => Expect(CompactType.Byte) ? (sbyte)_cursor.Byte() : throw Unexpected();

    public int Int32() => Expect(CompactType.Int32) ? Int32Element() : throw Unexpected();

    public long Int64() => Expect(CompactType.Int64) ? _cursor.ZigZag() : throw Unexpected();

    public ReadOnlySpan<byte> Binary() => Expect(CompactType.Binary) ? BinaryElement() : throw Unexpected();

    public string Text() => Utf8.Text(Binary());

    /// <summary>Begins a struct that is the value of the field.</summary>
    public readonly void Struct()
    {
        if (Type != CompactType.Struct)
            throw Unexpected();
    }

    /// <summary>Begins a list, whose elements follow.</summary>
    /// <returns>Their number, no larger than the bytes left.</returns>
    public int List(CompactType element)
    {
        if (Type != CompactType.List)
            throw Unexpected();
        var (type, count) = ListHeader();
        return count == 0 || type == element ? count : throw Unexpected();
    }

    public int Int32Element()
    {
        var value = _cursor.ZigZag();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new ParquetException($"the metadata has {value} where 32 bits are allowed");
    }

    public string TextElement() => Utf8.Text(BinaryElement());

    /// <summary>Passes over the value of the field.</summary>
    public void Skip() => Skip(Type, isElement: false, depth: 0);

    private void Skip(CompactType type, bool isElement, int depth)
    {
        if (depth > MaximumDepth)
            throw new ParquetException($"the metadata is nested more than {MaximumDepth} deep");
        switch (type)
        {
            case CompactType.True or CompactType.False:
                if (isElement)
                    _cursor.Byte();
                break;
            case CompactType.Byte:
                _cursor.Byte();
                break;
            case CompactType.Int16 or CompactType.Int32 or CompactType.Int64:
                _cursor.Varint();
                break;
            case CompactType.Double:
                _cursor.Take(8);
                break;
            case CompactType.Uuid:
                _cursor.Take(16);
                break;
            case CompactType.Binary:
                BinaryElement();
                break;
            case CompactType.List or CompactType.Set:
                var (element, count) = ListHeader();
                for (var i = 0; i < count; i++)
                    Skip(element, isElement: true, depth + 1);
                break;
            case CompactType.Map:
                SkipMap(depth);
                break;
            case CompactType.Struct:
                var field = 0;
                while (Next(ref field))
                    Skip(Type, isElement: false, depth + 1);
                break;
            default:
                throw new ParquetException($"the metadata has a value of the unknown type {(int)type}");
        }
    }

    private void SkipMap(int depth)
    {
        var count = BoundedCount(_cursor.Count());
        if (count == 0)
            return;
        var types = _cursor.Byte();
        for (var i = 0; i < count; i++)
        {
            Skip((CompactType)(types >> 4), isElement: true, depth + 1);
            Skip((CompactType)(types & 0x0F), isElement: true, depth + 1);
        }
    }

    private (CompactType Type, int Count) ListHeader()
    {
        var header = _cursor.Byte();
        var count = header >> 4;
        return ((CompactType)(header & 0x0F), BoundedCount(count == 15 ? _cursor.Count() : count));
    }

    private ReadOnlySpan<byte> BinaryElement() => _cursor.Take(_cursor.Count());

    // Every element takes at least a byte.
    private readonly int BoundedCount(int count) =>
        count <= _cursor.Remaining ? count : throw new ParquetException($"the metadata has a list of {count} elements in {_cursor.Remaining} bytes");

    private readonly bool Expect(CompactType type) => Type == type;

    private readonly ParquetException Unexpected() => new($"the metadata has a field of an unexpected type ({Type})");
}
