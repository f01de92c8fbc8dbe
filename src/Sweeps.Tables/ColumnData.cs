namespace Sweeps.Tables;

/// <summary>The values of one column, growing at its end. Not thread-safe.</summary>
public abstract class ColumnData
{
    private bool[]? _nulls;

    private protected ColumnData(ColumnSchema schema) => Schema = schema;

    /// <summary>Name and type of the column.</summary>
    public ColumnSchema Schema { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; private protected set; }

    /// <summary>Whether a null was appended since the last <see cref="Clear"/>.</summary>
    public bool HasNulls { get; private set; }

    /// <summary>Whether the value of a row is null.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> − 1.</param>
    public bool IsNull(int row) => HasNulls && _nulls![row];

    /// <summary>A flag for each row; empty if there are no nulls.</summary>
    public ReadOnlySpan<bool> NullFlags => HasNulls ? _nulls.AsSpan(0, Count) : [];

    /// <exception cref="InvalidOperationException">The column is not nullable.</exception>
    public void AppendNull()
    {
        if (!Schema.Nullable)
            throw new InvalidOperationException($"The column '{Schema.Name}' takes no nulls.");
        AppendDefault();
        MutableNullFlags()[Count - 1] = true;
    }

    /// <summary>Forgets the values and keeps the memory.</summary>
    public virtual void Clear()
    {
        Count = 0;
        HasNulls = false;
        if (_nulls is not null)
            Array.Clear(_nulls);
    }

    /// <summary>Takes memory for so many rows at once, instead of again and again as they are appended.</summary>
    public abstract void Reserve(int rows);

    /// <summary>Appends rows with the same value.</summary>
    /// <param name="value">Of the column's type, or null.</param>
    /// <param name="count">How many rows.</param>
    public abstract void AppendSame(object? value, int count);

    /// <summary>Appends rows of another column of the same type.</summary>
    public abstract void AppendRange(ColumnData source, int start, int count);

    /// <summary>The value boxed, null if it is null: for messages and small tables.</summary>
    public abstract object? Boxed(int row);

    /// <summary>An empty column: a <see cref="ColumnData{T}"/> with the .NET type of the schema's.</summary>
    public static ColumnData Create(ColumnSchema schema) => schema.Type switch
    {
        ColumnType.Boolean => new ColumnData<bool>(schema),
        ColumnType.Int32 => new ColumnData<int>(schema),
        ColumnType.Int64 => new ColumnData<long>(schema),
        ColumnType.Float => new ColumnData<float>(schema),
        ColumnType.Double => new ColumnData<double>(schema),
        ColumnType.String => new ColumnData<string>(schema),
        ColumnType.Timestamp => new ColumnData<DateTime>(schema),
        _ => throw new ArgumentOutOfRangeException(nameof(schema), schema.Type, "Unknown column type."),
    };

    /// <summary>The flags to set; from here on the column has nulls.</summary>
    public Span<bool> MutableNullFlags()
    {
        _nulls ??= new bool[Math.Max(16, Count)];
        HasNulls = true;
        CoverNulls();
        return _nulls.AsSpan(0, Count);
    }

    private protected abstract void AppendDefault();

    private protected void CoverNulls()
    {
        if (_nulls is not null && _nulls.Length < Count)
            Array.Resize(ref _nulls, Math.Max(Count, _nulls.Length * 2));
    }
}

/// <summary>The values of a column of one type; a null row holds the default.</summary>
public sealed class ColumnData<T> : ColumnData
{
    private T[] _values = [];

    /// <summary>An empty column.</summary>
    /// <param name="schema">Name and type; the type is that of <typeparamref name="T"/>.</param>
    public ColumnData(ColumnSchema schema)
        : base(schema)
    {
    }

    /// <summary>A value per row; the default of the type where the row is null. Valid until rows are appended.</summary>
    public ReadOnlySpan<T> Values => _values.AsSpan(0, Count);

    /// <summary>The values in their array, which is longer.</summary>
    public T[] Array => _values;

    /// <summary>Appends a row.</summary>
    public void Append(T value)
    {
        if (Count == _values.Length)
            System.Array.Resize(ref _values, Math.Max(16, _values.Length * 2));
        _values[Count++] = value;
        CoverNulls();
    }

    /// <inheritdoc/>
    public override void Reserve(int rows)
    {
        if (rows > _values.Length)
            System.Array.Resize(ref _values, rows);
    }

    /// <inheritdoc/>
    public override void AppendSame(object? value, int count)
    {
        if (value is T same)
        {
            Extend(count).Fill(same);
            return;
        }

        for (var i = 0; i < count; i++)
            AppendNull();
    }

    /// <summary>Appends a row for each of some values.</summary>
    public void AppendRange(ReadOnlySpan<T> values) => values.CopyTo(Extend(values.Length));

    /// <inheritdoc/>
    public override void AppendRange(ColumnData source, int start, int count)
    {
        var typed = (ColumnData<T>)source;
        if (!typed.HasNulls)
        {
            AppendRange(typed.Values.Slice(start, count));
            return;
        }

        for (var i = start; i < start + count; i++)
        {
            if (typed.IsNull(i))
                AppendNull();
            else
                Append(typed._values[i]);
        }
    }

    /// <summary>Appends rows and gives their place, for the caller to fill.</summary>
    public Span<T> Extend(int count)
    {
        if (Count + count > _values.Length)
            System.Array.Resize(ref _values, Math.Max(Count + count, _values.Length * 2));
        Count += count;
        CoverNulls();
        return _values.AsSpan(Count - count, count);
    }

    /// <inheritdoc/>
    public override object? Boxed(int row) => IsNull(row) ? null : _values[row];

    private protected override void AppendDefault() => Append(default!);
}
