using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Metadata;
using Sweeps.Parquet.Writing;
using Sweeps.Tables;

namespace Sweeps.Parquet;

/// <summary>
/// Writes a table to a stream, forward only. Where row groups and pages begin depends on the options and the number of rows alone,
/// never on how the rows were handed over, so the same rows give the same bytes. Holds one row group in memory.
/// </summary>
public sealed class ParquetWriter : ITableWriter
{
    private readonly TableSchema _schema;
    private readonly ParquetWriterOptions _options;
    private readonly CountingStream _output;
    private readonly ChunkWriter _chunks;
    private readonly TableData _pending;
    private readonly List<RowGroupMetadata> _rowGroups = [];
    private readonly List<uint> _checksums = [];
    private long _rows;
    private bool _closed;

    /// <param name="stream">Stays open; it need not seek.</param>
    /// <exception cref="ArgumentException">The schema has no columns, or a name twice; an option is out of range.</exception>
    public ParquetWriter(Stream stream, TableSchema schema, ParquetWriterOptions? options = null)
    {
        _options = options ?? new ParquetWriterOptions();
        Check(schema, _options);
        _schema = schema;
        _output = new CountingStream(stream);
        _chunks = new ChunkWriter(_output, _options);
        _pending = new TableData(schema);
        _output.Write(FileSeal.Magic);
    }

    /// <summary>Appends all rows.</summary>
    public void Write(TableData rows) => Write(rows, 0, rows.RowCount);

    /// <summary>Appends some rows.</summary>
    /// <exception cref="InvalidOperationException">A text cannot be expressed in UTF-8; the file cannot be completed then.</exception>
    /// <exception cref="ArgumentException">The rows have another schema, or their columns have different lengths.</exception>
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
            var taken = Math.Min(count, _options.RowGroupRows - _pending.RowCount);
            _pending.AppendRange(rows, start, taken);
            start += taken;
            count -= taken;
            if (_pending.RowCount == _options.RowGroupRows)
                WriteRowGroup();
        }
    }

    /// <summary>Writes what is left and the footer; nothing can be written after it.</summary>
    /// <param name="metadata">Key-value pairs for the footer, in ordinal order of the keys.</param>
    public void Finish(IReadOnlyDictionary<string, string>? metadata = null)
    {
        ThrowIfClosed();
        if (_pending.RowCount > 0)
            WriteRowGroup();
        _closed = true;
        var keyValues = (metadata ?? new Dictionary<string, string>(StringComparer.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        var footer = new GrowingBuffer();
        FooterWriter.Write(footer, new FileMetadata(SchemaMapping.ToElements(_schema), _rows, _rowGroups, keyValues, HasColumnOrders: true), ParquetWriterOptions.CreatedBy);
        FileSeal.Append(footer, _checksums);
        _output.Write(footer.Written);
        _output.Flush();
    }

    /// <summary>Lets go of the memory. Does not finish the file, and leaves the stream open.</summary>
    public void Dispose()
    {
        _closed = true;
        _pending.Clear();
    }

    private void WriteRowGroup()
    {
        // After a failure the file cannot be completed; a success opens the writer again.
        _closed = true;
        var columns = new List<ChunkMetadata>();
        foreach (var column in _pending.Columns)
        {
            try
            {
                var (metadata, checksum) = _chunks.Write(column);
                columns.Add(metadata);
                _checksums.Add(checksum);
            }
            catch (InvalidOperationException e)
            {
                throw new InvalidOperationException($"The column '{column.Schema.Name}' cannot be written: {e.Message}", e);
            }
        }

        _closed = false;
        _rowGroups.Add(new RowGroupMetadata(columns, _pending.RowCount));
        _rows += _pending.RowCount;
        _pending.Clear();
    }

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_closed, this);

    private static void Check(TableSchema schema, ParquetWriterOptions options)
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
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PageRows, 1, nameof(options));
    }
}
