using Sweeps.Parquet.Compression;
using Sweeps.Parquet.Metadata;
using Sweeps.Parquet.Reading;
using Sweeps.Tables;

namespace Sweeps.Parquet;

/// <summary>
/// Reads tables of flat columns from Parquet files, whoever wrote them. What is damaged, or not supported, is a <see cref="ParquetException"/>,
/// never a wrong value: files by <see cref="ParquetWriter"/> are checked byte for byte, others as far as they have checksums. Not thread-safe.
/// </summary>
public sealed class ParquetReader : ITableReader
{
    /// <summary>Rows that a row group may have.</summary>
    public const int MaximumRowGroupRows = 1 << 24;

    private const long MaximumValues = 1 << 28;
    private readonly Stream _stream;
    private readonly bool _ownsStream;
    private readonly string _name;
    private readonly FileLayout _layout;

    private ParquetReader(Stream stream, bool ownsStream, string name, bool requireSeal)
    {
        _stream = stream;
        _ownsStream = ownsStream;
        _name = name;
        try
        {
            _layout = FileLayout.Read(stream, requireSeal);
            Schema = new TableSchema([.. _layout.Columns.Select(column => column.Schema)]);
            Metadata = _layout.Metadata.KeyValues.DistinctBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        }
        catch (ParquetException e)
        {
            throw e.Within(_name);
        }
    }

    public TableSchema Schema { get; }

    public long RowCount => _layout.Metadata.Rows;

    public int RowGroupCount => _layout.Metadata.RowGroups.Count;

    /// <summary>The key-value pairs of the footer; the first one of a key that is there twice.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <param name="requireSeal">Whether files of other writers are refused.</param>
    /// <exception cref="ParquetException">The file is damaged or not supported, or has no seal and needs one.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ParquetReader Open(string path, bool requireSeal = false)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.RandomAccess);
        try
        {
            return new ParquetReader(stream, ownsStream: true, path, requireSeal);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <param name="seekable">Stays open.</param>
    /// <param name="requireSeal">Whether files of other writers are refused.</param>
    /// <exception cref="ParquetException">The file is damaged or not supported, or has no seal and needs one.</exception>
    public static ParquetReader Open(Stream seekable, bool requireSeal = false) =>
        new(seekable, ownsStream: false, seekable is FileStream file ? file.Name : "the stream", requireSeal);

    public int RowGroupRows(int rowGroup) => (int)_layout.Metadata.RowGroups[rowGroup].Rows;

    /// <summary>Reads the rows of a row group.</summary>
    /// <param name="columns">Which columns, in which order; null for all.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="ParquetException">The file is damaged or not supported.</exception>
    public TableData ReadRowGroup(int rowGroup, IReadOnlyList<string>? columns = null)
    {
        var chosen = columns is null ? _layout.Columns : [.. columns.Select(Column)];
        var group = _layout.Metadata.RowGroups[rowGroup];
        if (group.Rows * chosen.Count > MaximumValues)
            throw new ParquetException($"{_name}: row group {rowGroup}: {group.Rows} rows of {chosen.Count} columns are more than {MaximumValues} values; choose columns");
        var table = new TableData(new TableSchema([.. chosen.Select(column => column.Schema)]));
        for (var i = 0; i < chosen.Count; i++)
            ReadColumn(rowGroup, chosen[i], table.Columns[i]);
        return table;
    }

    /// <summary>Reads all rows, a row group at a time.</summary>
    /// <param name="columns">Which columns, in which order; null for all.</param>
    public IEnumerable<TableData> ReadAll(IReadOnlyList<string>? columns = null)
    {
        for (var rowGroup = 0; rowGroup < RowGroupCount; rowGroup++)
            yield return ReadRowGroup(rowGroup, columns);
    }

    /// <summary>What the file says about a column of a row group; null if it says nothing.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public ColumnStatistics? Statistics(int rowGroup, string column) =>
        StatisticsReader.Read(_layout.Metadata, rowGroup, Column(column));

    /// <summary>Checks every byte of the file against the checksums, without making sense of them.</summary>
    /// <returns>False if the file has no such checksums, being of another writer.</returns>
    /// <exception cref="ParquetException">The file is damaged.</exception>
    public bool Verify()
    {
        for (var rowGroup = 0; rowGroup < RowGroupCount; rowGroup++)
        {
            foreach (var column in _layout.Columns)
            {
                try
                {
                    ReadChunk(rowGroup, column);
                }
                catch (ParquetException e)
                {
                    throw e.Within(Place(rowGroup, column));
                }
            }
        }

        return _layout.Checksums is not null;
    }

    public void Dispose()
    {
        if (_ownsStream)
            _stream.Dispose();
    }

    private FileColumn Column(string name)
    {
        var index = Schema.IndexOf(name);
        return index >= 0 ? _layout.Columns[index] : throw new ArgumentException($"{_name} has no column '{name}'.", nameof(name));
    }

    private void ReadColumn(int rowGroup, FileColumn column, ColumnData target)
    {
        var group = _layout.Metadata.RowGroups[rowGroup];
        try
        {
            ColumnReader.Read(target, column, group.Columns[column.Index].Codec, ReadChunk(rowGroup, column), (int)group.Rows);
        }
        catch (ParquetException e)
        {
            throw e.Within(Place(rowGroup, column));
        }
    }

    private byte[] ReadChunk(int rowGroup, FileColumn column)
    {
        var chunk = _layout.Metadata.RowGroups[rowGroup].Columns[column.Index];
        var bytes = FileLayout.ReadAt(_stream, chunk.Start, (int)chunk.CompressedBytes);
        if (_layout.Checksums is { } checksums && Crc32.Of(bytes) != checksums[(rowGroup * _layout.Columns.Count) + column.Index])
            throw new ParquetException("the column does not match its checksum");
        return bytes;
    }

    private string Place(int rowGroup, FileColumn column) => $"{_name}: row group {rowGroup}, column '{column.Schema.Name}'";
}
