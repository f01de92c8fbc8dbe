namespace Sweeps.Tables;

/// <summary>
/// Writes the rows of one table to a file, in order. The same rows, schema and <see cref="TableFileOptions"/> give the same bytes,
/// however the rows were divided among the calls. A writer holds the rows of one row group in memory. Not thread-safe.
/// </summary>
/// <remarks>Disposing of a writer releases its memory. It does not complete the file: a file without <see cref="Finish"/> cannot be read.</remarks>
public interface ITableWriter : IDisposable
{
    /// <summary>Appends some rows.</summary>
    /// <param name="rows">Has the schema of the file, and all of its columns have the same length.</param>
    /// <param name="start">The first row to append, counted from 0.</param>
    /// <param name="count">How many rows to append; 0 is allowed.</param>
    /// <exception cref="ArgumentException">The rows have another schema, their columns have different lengths, or there are not that many rows.</exception>
    /// <exception cref="InvalidOperationException">A text cannot be expressed in UTF-8, the texts of a row group have more than 268,435,456 characters, or a time is not UTC. The file cannot be completed any more.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The file is finished, or an earlier call failed.</exception>
    void Write(TableData rows, int start, int count);

    /// <summary>Appends all rows.</summary>
    /// <inheritdoc cref="Write(TableData, int, int)"/>
    void Write(TableData rows);

    /// <summary>Completes the file. Nothing can be written after it.</summary>
    /// <param name="metadata">Pairs of a key and a text to store with the table. They are stored in ordinal order of the keys. The default is none.</param>
    /// <exception cref="InvalidOperationException">A key or text cannot be expressed in UTF-8.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The file is finished already, or an earlier call failed.</exception>
    void Finish(IReadOnlyDictionary<string, string>? metadata = null);
}
