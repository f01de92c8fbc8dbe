using Sweeps.Core.Files;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>A final table whose rows belong to runs, sorted by cell; single runs are read through a few row groups held in memory.</summary>
internal sealed class StoredTable : IDisposable
{
    private const int GroupsHeld = 2;
    private const int LeadingColumns = 2;
    private readonly ITableReader _reader;
    private readonly List<(int Group, TableData Rows)> _held = [];
    private readonly long[] _groupStarts;
    private readonly TableSchema _own;
    private (long Start, long End)[]? _ranges;

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

    /// <exception cref="InvalidDataException">It is damaged, or not one of our tables.</exception>
    /// <exception cref="StorageException">It cannot be read, or was not written by this version of sweeps.</exception>
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

    /// <summary>Some columns of one row group; not held.</summary>
    /// <param name="columns">Which, in which order; null for all.</param>
    public TableData Read(int group, IReadOnlyList<string>? columns) => Reading(Path, () => _reader.ReadRowGroup(group, columns));

    /// <summary>The row group that a row is in, and its place there.</summary>
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

    /// <summary>Finds out which rows belong to which of the runs. Rows of other cells are passed over.</summary>
    /// <param name="cells">The cells of the runs that are asked for, ascending.</param>
    public void Assign(ReadOnlySpan<int> cells)
    {
        var ranges = new (long Start, long End)[cells.Length];
        var run = 0;
        long row = 0;
        var last = int.MinValue;
        for (var group = 0; group < Groups; group++)
        {
            var current = group;
            foreach (var cell in Reading(Path, () => _reader.ReadRowGroup(current, ["cell"])).Column<int>("cell").Values)
            {
                if (cell < last)
                    throw new InvalidDataException($"'{Path}' is not sorted by cell.");
                last = cell;
                while (run < cells.Length && cells[run] < cell)
                    run++;
                if (run < cells.Length && cells[run] == cell)
                    ranges[run] = (ranges[run].End == 0 ? row : ranges[run].Start, row + 1);
                row++;
            }
        }

        _ranges = ranges;
    }

    /// <summary>The rows of a run without cell and run.</summary>
    /// <param name="number">The run's number among those given to <see cref="Assign"/>.</param>
    public TableData Rows(int number, string run)
    {
        var (start, end) = (_ranges ?? throw new InvalidOperationException("Rows are assigned first."))[number];
        var rows = new TableData(_own);
        while (start < end)
        {
            var (group, at) = Locate(start);
            var held = Group(group);
            if (!string.Equals(held.Column<string>("run").Values[at], run, StringComparison.Ordinal))
                throw new InvalidDataException($"'{Path}' has rows of another run in the place of {run}.");
            var count = (int)Math.Min(end - start, held.RowCount - at);
            for (var i = 0; i < rows.Columns.Count; i++)
                rows.Columns[i].AppendRange(held.Columns[i + LeadingColumns], at, count);
            start += count;
        }

        return rows;
    }

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
