namespace Sweeps.Tables;

/// <summary>A format of table files. Implementations are thread-safe; the readers and writers that they create are not.</summary>
public interface ITableFormat
{
    /// <summary>Begins a file.</summary>
    /// <param name="stream">Is written forward only and need not seek. It stays open when the writer is disposed of.</param>
    /// <param name="schema">At least one column; no name occurs twice.</param>
    /// <param name="options">The default is that of <see cref="TableFileOptions"/>.</param>
    /// <exception cref="ArgumentException">The schema has no columns or a name twice, a name cannot be expressed in UTF-8, or an option is out of range.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    ITableWriter Create(Stream stream, TableSchema schema, TableFileOptions? options = null);

    /// <summary>Opens a file that this format wrote. Other processes may read, rename and delete it while it is open.</summary>
    /// <param name="path">Where the file is.</param>
    /// <exception cref="TableFileException">The file is damaged or not supported, or was not written by this version of the format: <see cref="TableFileException.Problem"/> says which.</exception>
    /// <exception cref="IOException">The file cannot be read, or does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    ITableReader Open(string path);

    /// <summary>Opens a file that this format wrote through a stream.</summary>
    /// <param name="seekable">Can be read and can seek. It stays open when the reader is disposed of.</param>
    /// <exception cref="TableFileException">The file is damaged or not supported, or was not written by this version of the format: <see cref="TableFileException.Problem"/> says which.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    ITableReader Open(Stream seekable);
}

/// <summary>How the rows of a table file are divided. The bytes of a file depend on it.</summary>
public sealed record TableFileOptions
{
    /// <summary>Rows of a row group, which is the unit that is held in memory, compressed, checksummed and read at once. 1 to 16,777,216.</summary>
    /// <value>The default is 262,144.</value>
    public int RowGroupRows { get; init; } = 1 << 18;
}
