namespace Sweeps.Tables;

/// <summary>Rows of a table in memory, column by column.</summary>
public sealed class TableData
{
    /// <summary>A table without rows.</summary>
    public TableData(TableSchema schema)
    {
        Schema = schema;
        Columns = [.. schema.Columns.Select(ColumnData.Create)];
    }

    /// <summary>A table of columns that there are.</summary>
    /// <param name="columns">All with as many rows; they are not copied.</param>
    public TableData(IReadOnlyList<ColumnData> columns)
    {
        Schema = new TableSchema([.. columns.Select(column => column.Schema)]);
        Columns = columns;
    }

    /// <summary>Names and types of the columns.</summary>
    public TableSchema Schema { get; }

    /// <summary>The columns, in the order of the schema. Rows are appended to each of them.</summary>
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

    /// <summary>Appends rows of another table with the same schema.</summary>
    /// <param name="source">The other table.</param>
    /// <param name="start">The first row, counted from 0.</param>
    /// <param name="count">How many rows.</param>
    public void AppendRange(TableData source, int start, int count)
    {
        for (var i = 0; i < Columns.Count; i++)
            Columns[i].AppendRange(source.Columns[i], start, count);
    }

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear()
    {
        foreach (var column in Columns)
            column.Clear();
    }
}
