using System.Globalization;
using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Core.Verification;

/// <summary>Compares the rows of one run in two tables.</summary>
internal static class TableComparison
{
    private static readonly string[] s_places = ["step", "layer", "module_index", "module", "tensor", "split"];

    /// <returns>What differs, or null.</returns>
    public static TableDifference? Of(string table, TableData left, TableData right)
    {
        var columns = Pairs(left.Schema, right.Schema);
        Difference? first = null;
        long count = 0;
        void Found(Func<Difference> difference)
        {
            count++;
            first ??= difference();
        }

        foreach (var (name, l, r) in columns.Where(pair => !IsComparable(left.Schema, right.Schema, pair)))
            Found(() => new(null, null, null, null, null, name, TypeOf(left.Schema, l), TypeOf(right.Schema, r)));
        columns.RemoveAll(pair => !IsComparable(left.Schema, right.Schema, pair));

        var rows = Math.Min(left.RowCount, right.RowCount);
        for (var row = 0; row < rows; row++)
        {
            var isElsewhere = false;
            foreach (var (name, l, r) in columns)
            {
                if (ValueText.Same(left.Columns[l], right.Columns[r], row))
                    continue;
                var at = row;
                Found(() => At(left, at) with { Column = name, Left = ValueText.Of(left.Columns[l].Boxed(at)), Right = ValueText.Of(right.Columns[r].Boxed(at)) });
                isElsewhere |= s_places.Contains(name, StringComparer.Ordinal);
            }

            // From a row on that is missing or too many, all further ones are compared with the wrong ones.
            if (isElsewhere)
                break;
        }

        if (left.RowCount != right.RowCount)
        {
            Found(() => At(left.RowCount > rows ? left : right, rows) with { Column = "rows", Left = Rows(left.RowCount), Right = Rows(right.RowCount) });
            count += Math.Abs((long)left.RowCount - right.RowCount) - 1;
        }

        return first is null ? null : new TableDifference(table, count, first);
    }

    /// <summary>A table that one side has alone.</summary>
    /// <param name="left">Rows, or null if the left side has no such table.</param>
    public static TableDifference OneSided(string table, int? left, int? right) =>
        new(table, 1, new(null, null, null, null, null, "rows", left is { } l ? Rows(l) : "no table", right is { } r ? Rows(r) : "no table"));

    private static List<(string Name, int Left, int Right)> Pairs(TableSchema left, TableSchema right) =>
        [.. left.Columns.Select(column => column.Name).Union(right.Columns.Select(column => column.Name), StringComparer.Ordinal)
            .Select(name => (name, left.IndexOf(name), right.IndexOf(name)))];

    private static bool IsComparable(TableSchema left, TableSchema right, (string Name, int Left, int Right) pair) =>
        pair.Left >= 0 && pair.Right >= 0 && left.Columns[pair.Left].Type == right.Columns[pair.Right].Type;

    private static string TypeOf(TableSchema schema, int column) => column < 0 ? "no such column" : $"a column of type {schema.Columns[column].Type}";

    private static string Rows(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} rows");

    private static Difference At(TableData table, int row) => new(
        Number(table, "step", row), Number(table, "layer", row), Number(table, TableLayout.ModuleIndex, row), Text(table, "module", row), Text(table, "tensor", row) ?? Text(table, "split", row), "", "", "");

    private static int? Number(TableData table, string name, int row) =>
        table.Schema.IndexOf(name) is >= 0 and var column && table.Columns[column] is ColumnData<int> values && !values.IsNull(row) ? values.Values[row] : null;

    private static string? Text(TableData table, string name, int row) =>
        table.Schema.IndexOf(name) is >= 0 and var column && table.Columns[column] is ColumnData<string> values && !values.IsNull(row) ? values.Values[row] : null;
}
