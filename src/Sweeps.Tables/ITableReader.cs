namespace Sweeps.Tables;

/// <summary>
/// Reads the table of one file, a row group at a time. What is damaged or not supported is a <see cref="TableFileException"/>, never a wrong value.
/// Not thread-safe.
/// </summary>
public interface ITableReader : IDisposable
{
    /// <summary>The columns of the file, in order.</summary>
    TableSchema Schema { get; }

    /// <summary>Rows of all row groups together.</summary>
    long RowCount { get; }

    /// <summary>Number of row groups: the parts of a table that are read one by one.</summary>
    int RowGroupCount { get; }

    /// <summary>The pairs of a key and a text that were stored with the table.</summary>
    IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Number of rows of a row group.</summary>
    /// <param name="rowGroup">From 0 to <see cref="RowGroupCount"/> − 1.</param>
    int RowGroupRows(int rowGroup);

    /// <summary>Reads the rows of a row group.</summary>
    /// <param name="rowGroup">From 0 to <see cref="RowGroupCount"/> − 1.</param>
    /// <param name="columns">The names of the columns to read, in the order that the result is to have. The default is all columns, in the order of the file.</param>
    /// <exception cref="ArgumentException">The file has no such column.</exception>
    /// <exception cref="TableFileException">The file is damaged or not supported.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    TableData ReadRowGroup(int rowGroup, IReadOnlyList<string>? columns = null);

    /// <summary>Reads all rows, one row group at a time. Each row group is read when it is needed.</summary>
    /// <param name="columns">The names of the columns to read, in the order that the result is to have. The default is all columns, in the order of the file.</param>
    /// <inheritdoc cref="ReadRowGroup"/>
    IEnumerable<TableData> ReadAll(IReadOnlyList<string>? columns = null);

    /// <summary>What the file states about the values of a column in a row group, without reading them.</summary>
    /// <param name="rowGroup">From 0 to <see cref="RowGroupCount"/> − 1.</param>
    /// <param name="column">The name of the column.</param>
    /// <returns>Null if the file states nothing.</returns>
    /// <exception cref="ArgumentException">The file has no such column.</exception>
    ColumnStatistics? Statistics(int rowGroup, string column);

    /// <summary>Compares every byte of the file with the checksums that were stored with it. The values are not decoded.</summary>
    /// <exception cref="TableFileException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    void Verify();
}
