using System.Globalization;
using Sweeps.Core.Parameters;
using Sweeps.Tables;

namespace Sweeps.Reports.Reading;

/// <summary>The runs of a very large sweep that a page shows: as many as a browser can draw and a page of 30 MB can hold.</summary>
internal static class RunSelection
{
    /// <summary>Of a sweep with more runs, about so many are shown.</summary>
    public const int MostRuns = 60_000;

    private const int Digits = 8;

    /// <summary>The rows that are shown, in order. Ids are hashes, so that a range of them is drawn evenly from the whole grid; every so many rows would pick the same values of an axis again and again.</summary>
    /// <param name="ids">Of all runs.</param>
    /// <param name="always">Rows that are shown whatever their ids.</param>
    public static int[] Of(IReadOnlyList<string> ids, IEnumerable<int> always)
    {
        if (ids.Count <= MostRuns)
            return [.. Enumerable.Range(0, ids.Count)];
        var kept = always.ToHashSet();
        var end = (1L << (4 * Digits)) * MostRuns / ids.Count;
        return [.. Enumerable.Range(0, ids.Count).Where(row => uint.Parse(ids[row].AsSpan(0, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) < end || kept.Contains(row))];
    }

    /// <summary>These rows of a table, with the parameters that it leaves out because all runs have the same value.</summary>
    /// <param name="same">The parameters of any run.</param>
    public static TableData Of(TableData runs, int[] rows, ParameterValues same)
    {
        var columns = new List<ColumnData>();
        foreach (var column in runs.Columns.Where(column => column.Schema.Name is "cell" or "run"))
            columns.Add(Some(column, rows));
        foreach (var (i, parameter) in same.Set.Columns.Index())
        {
            if (runs.Schema.IndexOf(parameter.Name) is >= 0 and var place)
            {
                columns.Add(Some(runs.Columns[place], rows));
                continue;
            }

            var column = ColumnData.Create(parameter);
            column.AppendSame(same[i], rows.Length);
            columns.Add(column);
        }

        foreach (var column in runs.Columns.Where(column => !columns.Exists(known => string.Equals(known.Schema.Name, column.Schema.Name, StringComparison.Ordinal))))
            columns.Add(Some(column, rows));
        return new TableData(columns);
    }

    private static ColumnData Some(ColumnData column, int[] rows)
    {
        if (rows.Length == column.Count)
            return column;
        var some = ColumnData.Create(column.Schema);
        some.Reserve(rows.Length);
        foreach (var row in rows)
            some.AppendRange(column, row, 1);
        return some;
    }
}
