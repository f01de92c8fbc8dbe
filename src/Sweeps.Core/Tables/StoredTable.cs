using Sweeps.Core.Files;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>A final table whose rows belong to runs and are sorted by cell. A few row groups are kept in memory for reading single runs.</summary>
internal sealed class StoredTable : IDisposable
{
    private const int GroupsHeld = 2;
    private const int LeadingColumns = 2;
    private readonly ITableReader _reader;
    private readonly List<(int Group, TableData Rows)> _held = [];
    private readonly long[] _groupStarts;
    private readonly TableSchema _own;
    private (int Least, int Most)[]? _bounds;
    private int _sorted = -1;

    private StoredTable(string path, ITableReader reader)
    {
        Path = path;
        _reader = reader;
        _own = new TableSchema([.. reader.Schema.Columns.Skip(LeadingColumns)]);
        _groupStarts = new long[reader.RowGroupCount + 1];
        for (var i = 0; i < reader.RowGroupCount; i++)
            _groupStarts[i + 1] = _groupStarts[i] + reader.RowGroupRows(i);
    }

    public string Path { get; }

    public TableSchema Schema => _reader.Schema;

    public IReadOnlyDictionary<string, string> Metadata => _reader.Metadata;

    public long RowCount => _groupStarts[^1];

    public int Groups => _groupStarts.Length - 1;

    /// <exception cref="InvalidDataException">The file is damaged, or is no table of a sweep.</exception>
    /// <exception cref="StorageException">The file cannot be read, or was not written by this version of sweeps.</exception>
    public static StoredTable Open(string path) => Reading(path, () =>
    {
        var reader = TableFiles.Format.Open(path);
        try
        {
            var columns = reader.Schema.Columns;
            if (columns.Count < LeadingColumns || columns[0] is not { Name: "cell", Type: ColumnType.Int32 } || columns[1] is not { Name: "run", Type: ColumnType.String })
                throw new InvalidDataException($"'{path}' does not begin with the columns cell and run.");
            return new StoredTable(path, reader);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    });

    /// <summary>All columns of one row group.</summary>
    public TableData Group(int group)
    {
        for (var i = 0; i < _held.Count; i++)
            if (_held[i].Group == group)
                return _held[i].Rows;
        var rows = Reading(Path, () => _reader.ReadRowGroup(group));
        if (_held.Count == GroupsHeld)
            _held.RemoveAt(0);
        _held.Add((group, rows));
        return rows;
    }

    /// <summary>Some columns of one row group, without keeping them in memory.</summary>
    /// <param name="columns">The columns in the wanted order; null for all.</param>
    public TableData Read(int group, IReadOnlyList<string>? columns) => Reading(Path, () => _reader.ReadRowGroup(group, columns));

    /// <summary>The row group of a row, and the row's position in it.</summary>
    /// <exception cref="InvalidDataException">There is no such row.</exception>
    public (int Group, int Row) Locate(long row)
    {
        if (row >= RowCount)
            throw new InvalidDataException($"'{Path}' has {RowCount} rows, and no row {row}.");
        var at = Array.BinarySearch(_groupStarts, row);
        var group = at >= 0 ? at : ~at - 1;
        while (_groupStarts[group + 1] == row)
            group++;
        return (group, (int)(row - _groupStarts[group]));
    }

    public int GroupRows(int group) => (int)(_groupStarts[group + 1] - _groupStarts[group]);

    /// <summary>Whether all bytes of the file are undamaged.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public bool IsIntact()
    {
        try
        {
            return Reading(Path, () =>
            {
                _reader.Verify();
                return true;
            });
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The rows of a run without the columns cell and run. Row groups without rows of the run are not read.</summary>
    /// <exception cref="InvalidDataException">The table is damaged, or the rows of the cell belong to another run.</exception>
    public TableData Rows(int cell, string run)
    {
        var rows = new TableData(_own);
        _bounds ??= Bounds();
        for (var group = FirstGroup(cell); group < Groups && _bounds[group].Least <= cell; group++)
        {
            var held = Group(group);
            var (start, end) = Range(group, held.Column<int>("cell"), cell);
            if (start == end)
                continue;
            if (!string.Equals(held.Column<string>("run").Values[start], run, StringComparison.Ordinal))
                throw new InvalidDataException($"'{Path}' has rows of another run in the place of {run}.");
            for (var i = 0; i < rows.Columns.Count; i++)
                rows.Columns[i].AppendRange(held.Columns[i + LeadingColumns], start, end - start);
        }

        return rows;
    }

    /// <summary>The first row group that may have rows of a cell.</summary>
    private int FirstGroup(int cell)
    {
        var (low, high) = (0, Groups);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _bounds![middle].Most < cell ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The least and the greatest cell of each row group.</summary>
    private (int Least, int Most)[] Bounds()
    {
        var bounds = new (int Least, int Most)[Groups];
        var last = int.MinValue;
        for (var group = 0; group < Groups; group++)
        {
            bounds[group] = GroupRows(group) == 0 ? (last, last) : BoundsOf(group);
            if (bounds[group].Least < last)
                throw NotSorted();
            last = bounds[group].Most;
        }

        return bounds;
    }

    private (int Least, int Most) BoundsOf(int group)
    {
        if (_reader.Statistics(group, "cell") is { Minimum: int least, Maximum: int most })
            return (least, most);
        var cells = Read(group, ["cell"]).Column<int>("cell").Values;
        return (cells[0], cells[^1]);
    }

    /// <summary>The start and the end of a cell's rows in a row group.</summary>
    private (int Start, int End) Range(int group, ColumnData<int> column, int cell)
    {
        var cells = column.Values;
        for (var i = 1; i < cells.Length && group != _sorted; i++)
            if (cells[i] < cells[i - 1])
                throw NotSorted();
        _sorted = group;
        return (Before(cells, cell), cell == int.MaxValue ? cells.Length : Before(cells, cell + 1));
    }

    /// <summary>The number of cells that are less than a cell.</summary>
    private static int Before(ReadOnlySpan<int> cells, int cell)
    {
        var (low, high) = (0, cells.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = cells[middle] < cell ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private InvalidDataException NotSorted() => new($"'{Path}' is not sorted by cell.");

    public void Dispose() => _reader.Dispose();

    private static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (TableFileException e)
        {
            throw RefusedTable.Of(path, e) ?? (Exception)new InvalidDataException(e.Message, e);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Of("Cannot read", path, e);
        }
    }
}
