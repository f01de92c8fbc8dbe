using Sweeps.Tables;

namespace Sweeps.Core.Tables;

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
            case (ColumnData<DateTime> typed, DateTime time):
                typed.Append(time);
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
