using Sweeps.Parquet;

namespace Sweeps.Core.Results;

/// <summary>Appends one row, value by value in the order of the columns.</summary>
internal ref struct RowAppender(TableData table)
{
    private int _column;

    public void Add(object? value)
    {
        var column = table.Columns[_column++];
        switch (column, value)
        {
            case (_, null):
                column.AppendNull();
                break;
            case (ColumnData<string> typed, string text):
                typed.Append(text);
                break;
            case (ColumnData<int> typed, int number):
                typed.Append(number);
                break;
            case (ColumnData<long> typed, long number):
                typed.Append(number);
                break;
            case (ColumnData<double> typed, double number):
                typed.Append(double.IsNaN(number) ? Canonical.DoubleNaN : number);
                break;
            case (ColumnData<bool> typed, bool flag):
                typed.Append(flag);
                break;
            default:
                throw new ArgumentException($"The column '{column.Schema.Name}' is of type {column.Schema.Type} and takes no {value.GetType().Name}.", nameof(value));
        }
    }

    public readonly void End()
    {
        if (_column != table.Columns.Count)
            throw new InvalidOperationException($"A row of {_column} values for {table.Columns.Count} columns.");
    }
}

/// <summary>Values of one row by the names of their columns, whatever their order.</summary>
internal readonly ref struct RowReader(TableData table, int row)
{
    /// <exception cref="InvalidDataException">There is no such column.</exception>
    public object? Value(string name)
    {
        var index = table.Schema.IndexOf(name);
        return index >= 0 ? table.Columns[index].Boxed(row) : throw new InvalidDataException($"The table has no column '{name}'.");
    }

    public T? Optional<T>(string name)
        where T : struct => Value(name) switch
        {
            null => null,
            T value => value,
            _ => throw new InvalidDataException($"The column '{name}' is not of type {typeof(T).Name}."),
        };

    public T Required<T>(string name)
        where T : struct => Optional<T>(name) ?? throw new InvalidDataException($"The column '{name}' has no value.");

    public string Text(string name) => Value(name) as string ?? throw new InvalidDataException($"The column '{name}' has no text.");
}
