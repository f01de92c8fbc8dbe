using System.Buffers;
using System.IO.Hashing;
using Sweeps.Tables;
using LibraryReader = Parquet.ParquetReader;

namespace Sweeps.Parquet;

/// <summary>
/// Reads the tables that <see cref="ParquetWriter"/> wrote, and those of earlier builds. Every byte is compared with its checksum before the library sees it,
/// so damage is a <see cref="TableFileException"/>, never a wrong value, and a file without checksums is refused. Not thread-safe.
/// </summary>
public sealed class ParquetReader : ITableReader
{
    /// <summary>Rows that a row group may have.</summary>
    public const int MaximumRowGroupRows = 1 << 24;

    private readonly Stream _stream;
    private readonly bool _ownsStream;
    private readonly string _name;
    private readonly VerifiedStream _verified;
    private readonly LibraryReader _library;
    private readonly ColumnFields[] _fields;
    private readonly FileLayout _layout;

    private ParquetReader(Stream stream, bool ownsStream, string name)
    {
        _stream = stream;
        _ownsStream = ownsStream;
        _name = name;
        var footer = FileSeal.ReadFooter(stream, name);
        _verified = new VerifiedStream(stream.Length, footer);
        try
        {
            _library = Blocking.Run(() => LibraryReader.CreateAsync(_verified));
            _fields = ColumnFields.Of(_library.Schema);
            _layout = FileLayout.Of(_library.Metadata!, _fields.Length, footer, stream.Length - footer.Length);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw NotRead(name, e);
        }

        Schema = new TableSchema([.. _fields.Select(field => field.Schema)]);
        Metadata = _library.CustomMetadata;
    }

    /// <inheritdoc/>
    public TableSchema Schema { get; }

    /// <inheritdoc/>
    public long RowCount => _layout.RowCount;

    /// <inheritdoc/>
    public int RowGroupCount => _layout.RowGroupRows.Length;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc cref="ITableFormat.Open(string)"/>
    public static ParquetReader Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.RandomAccess);
        try
        {
            return new ParquetReader(stream, ownsStream: true, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="ITableFormat.Open(Stream)"/>
    public static ParquetReader Open(Stream seekable) =>
        new(seekable, ownsStream: false, seekable is FileStream file ? file.Name : "the stream");

    /// <inheritdoc/>
    public int RowGroupRows(int rowGroup) => _layout.RowGroupRows[rowGroup];

    /// <inheritdoc/>
    public TableData ReadRowGroup(int rowGroup, IReadOnlyList<string>? columns = null)
    {
        int[] chosen = columns is null ? [.. Enumerable.Range(0, _fields.Length)] : [.. columns.Select(Column)];
        var table = new TableData(new TableSchema([.. chosen.Select(column => _fields[column].Schema)]));
        for (var i = 0; i < chosen.Length; i++)
            ReadColumn(rowGroup, chosen[i], table.Columns[i]);
        return table;
    }

    /// <inheritdoc/>
    public IEnumerable<TableData> ReadAll(IReadOnlyList<string>? columns = null)
    {
        for (var rowGroup = 0; rowGroup < RowGroupCount; rowGroup++)
            yield return ReadRowGroup(rowGroup, columns);
    }

    /// <inheritdoc/>
    public ColumnStatistics? Statistics(int rowGroup, string column)
    {
        var field = _fields[Column(column)];
        var group = _library.RowGroups[rowGroup];
        if (group.GetMetadata(field.Declared)?.MetaData?.Statistics is not { } stored || group.GetStatistics(field.Declared) is not { } stated)
            return null;
        // Earlier builds wrote a part of long texts, and said so.
        var isExact = stated is { MinValue: not null, MaxValue: not null } && stored.IsMinValueExact is not false && stored.IsMaxValueExact is not false;
        return new ColumnStatistics(Bound(stated.MinValue), Bound(stated.MaxValue), stated.NullCount, isExact);

        object? Bound(object? value) => field.Schema.Type == ColumnType.Timestamp && value is long time ? Timestamps.FromMicroseconds(time) : value;
    }

    /// <inheritdoc/>
    public void Verify()
    {
        for (var rowGroup = 0; rowGroup < RowGroupCount; rowGroup++)
            for (var column = 0; column < _fields.Length; column++)
                WithChunk(rowGroup, column, static (_, _) => { });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _verified.Dispose();
        if (_ownsStream)
            _stream.Dispose();
    }

    private int Column(string name)
    {
        var index = Schema.IndexOf(name);
        return index >= 0 ? index : throw new ArgumentException($"{_name} has no column '{name}'.", nameof(name));
    }

    private void ReadColumn(int rowGroup, int column, ColumnData target) => WithChunk(rowGroup, column, (place, bytes) =>
    {
        try
        {
            if (place.IsEarlierBoolean)
                EarlierBooleans.Read(bytes.AsSpan(0, place.Length), (ColumnData<bool>)target, RowGroupRows(rowGroup));
            else
                Blocking.Run(() => ChunkReader.ReadAsync(_library.RowGroups[rowGroup], _fields[column], target, RowGroupRows(rowGroup)));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw NotRead(Place(rowGroup, column), e);
        }
    });

    private void WithChunk(int rowGroup, int column, Action<ChunkPlace, byte[]> use)
    {
        var place = _layout.Chunks[rowGroup][column];
        var bytes = ArrayPool<byte>.Shared.Rent(place.Length);
        try
        {
            FileSeal.ReadAt(_stream, place.Start, bytes.AsSpan(0, place.Length), Place(rowGroup, column));
            if (Crc32.HashToUInt32(bytes.AsSpan(0, place.Length)) != place.Checksum)
                throw new TableFileException($"{Place(rowGroup, column)}: the column does not match its checksum");
            _verified.Show(place.Start, bytes, place.Length);
            use(place, bytes);
        }
        finally
        {
            _verified.Show(0, [], 0);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    // What the seal vouches for is as a build of sweeps wrote it: the library fails at it only if that was a later one.
    private static TableFileException NotRead(string place, Exception e) =>
        new($"{place}: {e.Message}", e) { Problem = e is TableFileException table ? table.Problem : TableFileProblem.OtherVersion };

    private string Place(int rowGroup, int column) => $"{_name}: row group {rowGroup}, column '{_fields[column].Schema.Name}'";
}
