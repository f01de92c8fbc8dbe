using System.Globalization;
using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Core.Verification.Digests;

/// <summary>Hashes one table, a cell's rows at a time.</summary>
/// <remarks>
/// Rows are taken by <c>cell</c>, <c>step</c>, <c>module_index</c>, then by the other columns in the order of their names; in each, null comes first and <c>NaN</c> last, −0 comes before 0, and texts are compared by code point.
/// A column's hash is the SHA-256 of its name, a zero byte, its type, a zero byte, and its values as <see cref="ColumnHash"/> writes them.
/// A table's hash is the SHA-256 of its name, its number of rows, and for each column, by name, its name, type and hash, each text followed by a zero byte.
/// </remarks>
internal sealed class TableDigester
{
    private static readonly string[] s_leading = ["cell", "step", "module_index"];

    private readonly string _name;
    private readonly StoredTable _table;
    private readonly int[] _columns;

    public TableDigester(string name, StoredTable table, Func<string, bool> includes)
    {
        _name = name;
        _table = table;
        _columns =
        [
            .. Enumerable.Range(0, table.Schema.Columns.Count)
                .Where(column => includes(table.Schema.Columns[column].Name))
                .OrderBy(column => table.Schema.Columns[column].Name, StringComparer.Ordinal),
        ];
    }

    /// <exception cref="InvalidDataException">The table is damaged, or not sorted by cell.</exception>
    public TableDigest Digest()
    {
        ColumnHash[] hashes = [.. _columns.Select(column => new ColumnHash(_table.Schema.Columns[column]))];
        foreach (var cell in Cells())
        {
            var rows = new int[cell.RowCount];
            for (var row = 0; row < rows.Length; row++)
                rows[row] = row;
            rows.AsSpan().Sort(Order(cell));
            for (var i = 0; i < hashes.Length; i++)
                hashes[i].Add(cell.Columns[_columns[i]], rows);
        }

        ColumnDigest[] columns = [.. hashes.Select(hash => hash.Finish())];
        return new TableDigest(_name, _table.RowCount, columns, SweepDigest.Hash(
        [
            _name,
            _table.RowCount.ToString(CultureInfo.InvariantCulture),
            .. columns.SelectMany(column => new[] { column.Name, column.Type, column.Sha256 }),
        ]));
    }

    private IEnumerable<TableData> Cells()
    {
        var held = new TableData(_table.Schema);
        var cells = held.Column<int>("cell");
        for (var group = 0; group < _table.Groups; group++)
        {
            var rows = _table.Group(group);
            for (var start = 0; start < rows.RowCount;)
            {
                var (cell, end) = RowsOfCell(rows, start);
                if (held.RowCount > 0 && cells.Values[0] != cell)
                {
                    if (cell < cells.Values[0])
                        throw new InvalidDataException($"'{_table.Path}' is not sorted by cell.");
                    yield return held;
                    held.Clear();
                }

                held.AppendRange(rows, start, end - start);
                start = end;
            }
        }

        if (held.RowCount > 0)
            yield return held;
    }

    private static (int Cell, int End) RowsOfCell(TableData rows, int start)
    {
        var cells = rows.Column<int>("cell").Values;
        var length = cells[start..].IndexOfAnyExcept(cells[start]);
        return (cells[start], length < 0 ? cells.Length : start + length);
    }

    private Comparison<int> Order(TableData cell)
    {
        Comparison<int>[] keys =
        [
            .. _columns
                .OrderBy(column => Array.IndexOf(s_leading, _table.Schema.Columns[column].Name) is >= 0 and var place ? place : s_leading.Length)
                .Select(column => ValueOrder.Of(cell.Columns[column])),
        ];
        return (left, right) =>
        {
            foreach (var key in keys)
                if (key(left, right) is not 0 and var order)
                    return order;
            return 0;
        };
    }
}
