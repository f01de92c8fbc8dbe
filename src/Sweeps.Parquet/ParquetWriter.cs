using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using Sweeps.Tables;
using LibraryWriter = Parquet.ParquetWriter;

namespace Sweeps.Parquet;

/// <summary>
/// Writes a table to a stream, forward only. Where row groups begin depends on the options and the number of rows alone,
/// never on how the rows were handed over, so the same rows give the same bytes. Holds one row group in memory.
/// </summary>
public sealed class ParquetWriter : ITableWriter
{
    private readonly TableSchema _schema;
    private readonly int _rowGroupRows;
    private readonly Stream _stream;
    private readonly SealingStream _output;
    private readonly ColumnFields[] _fields;
    private readonly LibraryWriter _library;
    private readonly TableData _pending;
    private readonly List<uint> _checksums = [];
    private bool _closed;

    /// <inheritdoc cref="ITableFormat.Create"/>
    public ParquetWriter(Stream stream, TableSchema schema, TableFileOptions? options = null)
    {
        Check(schema, options ??= new TableFileOptions());
        _schema = schema;
        _rowGroupRows = options.RowGroupRows;
        _stream = stream;
        _output = new SealingStream(stream);
        _fields = ColumnFields.Of(schema);
        _pending = new TableData(schema);
        // Zstandard is the one codec of the library that is managed code and gives the same bytes on every processor.
        var settings = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Fastest };
        foreach (var field in _fields)
            settings.ColumnEncodingHints[field.Declared.Path.ToString()] = field.Encoding;
        _library = Blocking.Run(() => LibraryWriter.CreateAsync(new ParquetSchema(_fields.Select(field => field.Declared)), _output, settings));
        // The magic, which is compared with what it must be.
        _output.TakeChecksum();
    }

    /// <inheritdoc/>
    public void Write(TableData rows) => Write(rows, 0, rows.RowCount);

    /// <inheritdoc/>
    public void Write(TableData rows, int start, int count)
    {
        ThrowIfClosed();
        if (!rows.Schema.Equals(_schema))
            throw new ArgumentException("The rows have other columns than the file.", nameof(rows));
        foreach (var column in rows.Columns)
            if (column.Count != rows.RowCount)
                throw new ArgumentException($"The column '{column.Schema.Name}' has {column.Count} rows, the first one {rows.RowCount}.", nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, rows.RowCount - start);
        while (count > 0)
        {
            var taken = Math.Min(count, _rowGroupRows - _pending.RowCount);
            _pending.AppendRange(rows, start, taken);
            start += taken;
            count -= taken;
            if (_pending.RowCount == _rowGroupRows)
                WriteRowGroup();
        }
    }

    /// <inheritdoc/>
    public void Finish(IReadOnlyDictionary<string, string>? metadata = null)
    {
        ThrowIfClosed();
        if (_pending.RowCount > 0)
            WriteRowGroup();
        _closed = true;
        var pairs = (metadata ?? new Dictionary<string, string>(StringComparer.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            Utf8.Check(key);
            Utf8.Check(value);
        }

        _library.CustomMetadata = pairs;
        _output.BeginFooter();
        Blocking.Run(() => _library.DisposeAsync().AsTask());
        _stream.Write(FileSeal.Seal(_output.Footer[..^FileSeal.TailBytes], _checksums));
        _stream.Flush();
    }

    /// <summary>Lets go of the memory. Does not finish the file, and leaves the stream open.</summary>
    public void Dispose()
    {
        _closed = true;
        _pending.Clear();
        _output.Dispose();
    }

    private void WriteRowGroup()
    {
        // After a failure the file cannot be completed; a success opens the writer again.
        _closed = true;
        using (var group = _library.CreateRowGroup())
        {
            for (var i = 0; i < _fields.Length; i++)
            {
                var (field, column) = (_fields[i], _pending.Columns[i]);
                try
                {
                    Blocking.Run(() => ChunkWriter.WriteAsync(group, field, column));
                }
                catch (InvalidOperationException e)
                {
                    throw new InvalidOperationException($"The column '{column.Schema.Name}' cannot be written: {e.Message}", e);
                }

                _checksums.Add(_output.TakeChecksum());
            }
        }

        _closed = false;
        _pending.Clear();
    }

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_closed, this);

    private static void Check(TableSchema schema, TableFileOptions options)
    {
        if (schema.Columns.Count == 0)
            throw new ArgumentException("A table needs a column.", nameof(schema));
        var twice = schema.Columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new ArgumentException($"The column '{twice.Key}' is there twice.", nameof(schema));
        foreach (var column in schema.Columns)
            if (!Utf8.CanExpress(column.Name))
                throw new ArgumentException($"The name of the column '{column.Name}' holds half of a surrogate pair.", nameof(schema));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RowGroupRows, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.RowGroupRows, ParquetReader.MaximumRowGroupRows, nameof(options));
    }
}
