using Sweeps.Core.Files;
using Sweeps.Tables;

namespace Sweeps.Core;

/// <summary>One table of a sweep's results. Rows are in the order of the cells, and of the steps within a cell. Each call reads the table anew.</summary>
public sealed class SweepTable
{
    private readonly Func<IReadOnlyList<string>?, IEnumerable<TableData>> _read;

    internal SweepTable(string name, TableSchema schema, Func<IReadOnlyList<string>?, IEnumerable<TableData>> read)
    {
        Name = name;
        Schema = schema;
        _read = read;
    }

    /// <summary>The name of the table, which is the name of its file without the extension.</summary>
    public string Name { get; }

    /// <summary>The columns, in order.</summary>
    public TableSchema Schema { get; }

    /// <summary>Reads the table part by part, so that it need not fit into memory. A part has at most a few hundred thousand rows.</summary>
    /// <param name="columns">The names of the columns to read, in the order that the parts are to have. The default is all.</param>
    /// <exception cref="ArgumentException">The table has no such column.</exception>
    /// <exception cref="StorageException">The table is damaged or cannot be read. It is thrown when the part is asked for.</exception>
    public IEnumerable<TableData> Parts(IReadOnlyList<string>? columns = null)
    {
        foreach (var column in columns ?? [])
            _ = Place(column);
        return _read(columns);
    }

    /// <summary>Reads a column whole.</summary>
    /// <typeparam name="T">
    /// The type of the column: <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="float"/>, <see cref="double"/> or <see cref="string"/>; or one of the value types with a question mark, for a column that holds nulls.
    /// A null of a column of texts is null.
    /// </typeparam>
    /// <param name="name">The name of the column.</param>
    /// <returns>A value per row.</returns>
    /// <exception cref="ArgumentException">The table has no such column, or it has another type.</exception>
    /// <exception cref="InvalidOperationException">The column holds a null, and the type cannot express it.</exception>
    /// <exception cref="StorageException">The table is damaged or cannot be read.</exception>
    public T[] Column<T>(string name)
    {
        ColumnValues.Check<T>(Name, Schema.Columns[Place(name)]);
        var values = new List<T>();
        foreach (var part in Parts([name]))
            ColumnValues.Append(Name, part.Columns[0], values);
        return [.. values];
    }

    /// <summary>Reads the table row by row, each as a record. This is for convenience; for many rows <see cref="Parts"/> is many times as fast.</summary>
    /// <typeparam name="TRow">
    /// A type with one public constructor, whose parameters name columns: <c>lossEnd</c> or <c>LossEnd</c> for the column <c>loss_end</c>. Their types are those that <see cref="Column{T}"/> allows. Columns that no parameter names are not read.
    /// </typeparam>
    /// <exception cref="ArgumentException">A parameter fits no column.</exception>
    /// <exception cref="InvalidOperationException">The type has no such constructor. Or a column holds a null, and the parameter's type cannot express it. That is thrown when the row is asked for.</exception>
    /// <exception cref="StorageException">The table is damaged or cannot be read. It is thrown when the row is asked for.</exception>
    public IEnumerable<TRow> Rows<TRow>()
    {
        var mapping = new RowMapping<TRow>(Name, Schema);
        return Parts(mapping.Columns).SelectMany(mapping.Rows);
    }

    private int Place(string column) => Schema.IndexOf(column) is >= 0 and var place
        ? place
        : throw new ArgumentException($"The table '{Name}' has no column '{column}'. It has: {string.Join(", ", Schema.Columns.Select(known => known.Name))}.", nameof(column));
}
