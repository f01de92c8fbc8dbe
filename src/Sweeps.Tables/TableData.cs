namespace Sweeps.Tables;

/// <summary>Rows of a table in memory, column by column.</summary>
public sealed class TableData
{
    public TableData(TableSchema schema)
    {
        Schema = schema;
        Columns = [.. schema.Columns.Select(ColumnData.Create)];
    }

    public TableSchema Schema { get; }

    public IReadOnlyList<ColumnData> Columns { get; }

    /// <summary>Rows, once every column has as many.</summary>
    public int RowCount => Columns.Count == 0 ? 0 : Columns[0].Count;

    /// <summary>The column with this name and type.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ColumnData<T> Column<T>(string name)
    {
        var index = Schema.IndexOf(name);
        return index >= 0 && Columns[index] is ColumnData<T> column
            ? column
            : throw new ArgumentException($"The table has no column '{name}' of type {typeof(T).Name}.", nameof(name));
    }

    public void AppendRange(TableData source, int start, int count)
    {
        for (var i = 0; i < Columns.Count; i++)
            Columns[i].AppendRange(source.Columns[i], start, count);
    }

    public void Clear()
    {
        foreach (var column in Columns)
            column.Clear();
    }
}
