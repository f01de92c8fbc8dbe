using Sweeps.Core.Plans;
using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Core.Store;

/// <summary>The cells and parameters in final tables of the current layout, row by row and without copies. Not thread-safe.</summary>
internal sealed class StoredCells(StoredTable runs)
{
    private const int LeadingColumns = 2;
    private int _group = -1;
    private TableData? _rows;

    /// <summary>Whether a row belongs to a cell of the plan and has its parameters.</summary>
    /// <exception cref="InvalidDataException">The row is damaged.</exception>
    public bool IsOf(long place, PlannedCell cell)
    {
        var (group, row) = runs.Locate(place);
        if (group != _group)
            _rows = runs.Read(group, [runs.Schema.Columns[0].Name, .. runs.Schema.Columns.Skip(LeadingColumns).Take(cell.Parameters.Count).Select(column => column.Name)]);
        _group = group;
        if (((ColumnData<int>)_rows!.Columns[0]).Values[row] != cell.Cell)
            return false;
        for (var i = 0; i < cell.Parameters.Count; i++)
            if (!IsAt(_rows.Columns[i + 1], row, cell.Parameters[i]))
                return false;
        return true;
    }

    private static bool IsAt(ColumnData column, int row, object? value)
    {
        if (value is null || column.IsNull(row))
            return value is null && column.IsNull(row);
        return (column, value) switch
        {
            (ColumnData<string> typed, string text) => string.Equals(typed.Values[row], text, StringComparison.Ordinal),
            (ColumnData<int> typed, int number) => typed.Values[row] == number,
            (ColumnData<long> typed, long number) => typed.Values[row] == number,
            (ColumnData<double> typed, double number) => typed.Values[row].Equals(number),
            (ColumnData<bool> typed, bool flag) => typed.Values[row] == flag,
            _ => value.Equals(column.Boxed(row)),
        };
    }
}
