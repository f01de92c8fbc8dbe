using Sweeps.Core.Files;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>A table file that is being written.</summary>
internal sealed class RunTableFile : IDisposable
{
    private const int LeadingColumns = 2;
    private const int Piece = 1 << 16;
    private readonly string _path;
    private readonly DurableStream _stream;
    private readonly HashingStream _hashing;
    private readonly ITableWriter _writer;
    private readonly TableData _rows;

    /// <exception cref="StorageException">The file cannot be created.</exception>
    public RunTableFile(string path, TableSchema schema, TableFileOptions options)
    {
        _path = path;
        _rows = new TableData(schema);
        try
        {
            _stream = DurableStream.Create(path);
            _hashing = new HashingStream(_stream);
            _writer = TableFiles.Format.Create(_hashing, schema, options);
        }
        catch
        {
            _stream?.Dispose();
            throw;
        }
    }

    /// <summary>The name, the SHA-256 and the length of the written file.</summary>
    public StoredFile Stored => new(Path.GetFileName(_path), _hashing.Sha256, _hashing.Bytes);

    /// <summary>Appends rows that have all columns.</summary>
    public void Write(TableData rows) => Writing(() => _writer.Write(rows));

    /// <summary>Appends rows of a run and adds the leading columns cell and run.</summary>
    public void Write(int cell, string run, TableData rows)
    {
        if (rows.Columns.Any(column => column.Count != rows.RowCount))
            throw new InvalidDataException($"The run {run} has columns of different lengths for '{_path}'.");
        if (!rows.Schema.Columns.SequenceEqual(_rows.Schema.Columns.Skip(LeadingColumns)))
            throw new InvalidDataException($"The run {run} has other columns than '{_path}'.");
        // A long run has millions of rows: they are copied a piece at a time.
        for (var start = 0; start < rows.RowCount; start += Piece)
        {
            var count = Math.Min(Piece, rows.RowCount - start);
            _rows.Clear();
            ((ColumnData<int>)_rows.Columns[0]).Extend(count).Fill(cell);
            ((ColumnData<string>)_rows.Columns[1]).Extend(count).Fill(run);
            for (var i = 0; i < rows.Columns.Count; i++)
                _rows.Columns[i + LeadingColumns].AppendRange(rows.Columns[i], start, count);
            Write(_rows);
        }
    }

    public void Finish(IReadOnlyDictionary<string, string> metadata) => Writing(() =>
    {
        _writer.Finish(metadata);
        _stream.Sync();
    });

    public void Dispose()
    {
        _writer.Dispose();
        _hashing.Dispose();
        _stream.Dispose();
    }

    private void Writing(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Of("Cannot write", _path, e);
        }
    }
}

/// <summary>A file as <c>provenance.json</c> lists it.</summary>
/// <param name="Sha256">The SHA-256 in lower-case hexadecimal digits.</param>
internal sealed record StoredFile(string Name, string Sha256, long Bytes);
