using System.Globalization;
using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Reports.Exports.TensorBoard;

/// <summary>A handler's rows as scalars or histograms, tagged <c>table/module/tensor/column</c>.</summary>
internal static class StatisticEvents
{
    private static readonly string[] s_keys = [.. TableLayout.HandlerPlace.Columns.Select(column => column.Name)];

    /// <summary>Columns that number what the rows of one step and tensor are about.</summary>
    private static readonly string[] s_numbering = ["sample", "unit"];

    private static readonly string[] s_histogram = ["bin", "low", "high", "count"];

    /// <returns>False if its rows are neither: several of a step and tensor, and no histogram. Columns tell, so that it is the same for every run; of a plugin's table, whose columns do not, its rows do.</returns>
    public static bool TryWrite(EventFile events, string table, TableData rows)
    {
        if (TableLayout.IsEvaluations(rows.Schema.Columns))
        {
            // The loss and the metrics of splits: evaluations/split/column.
            var splits = rows.Column<string>("split");
            WriteScalars(events, rows, [.. rows.Columns.OfType<ColumnData<double>>()], row => $"{table}/{splits.Values[row]}");
            return true;
        }

        var own = rows.Columns.Where(column => !s_keys.Contains(column.Schema.Name, StringComparer.Ordinal)).ToList();
        if (s_histogram.All(name => own.Exists(column => string.Equals(column.Schema.Name, name, StringComparison.Ordinal))))
        {
            WriteHistograms(events, table, rows);
            return true;
        }

        if (own.Exists(column => s_numbering.Contains(column.Schema.Name, StringComparer.Ordinal)) || HasSeveralRows(rows))
            return false;
        WriteScalars(events, rows, [.. own.Where(column => column.Schema.Type is not ColumnType.String)], row => Tag(table, rows, row));
        return true;
    }

    /// <param name="tag">The tag of a row, to which the column's name is added.</param>
    private static void WriteScalars(EventFile events, TableData rows, IReadOnlyList<ColumnData> numbers, Func<int, string> tag)
    {
        var steps = rows.Column<int>("step").Values;
        for (var row = 0; row < rows.RowCount; row++)
        {
            var named = tag(row);
            foreach (var column in numbers)
                if (column.Boxed(row) is { } value)
                    events.Scalar($"{named}/{column.Schema.Name}", Convert.ToSingle(value, CultureInfo.InvariantCulture));
            if (row + 1 == rows.RowCount || steps[row + 1] != steps[row])
                events.EndStep(steps[row]);
        }
    }

    private static void WriteHistograms(EventFile events, string table, TableData rows)
    {
        var steps = rows.Column<int>("step").Values;
        var low = rows.Column<float>("low").Values;
        var high = rows.Column<float>("high").Values;
        var counts = rows.Column<int>("count").Values;
        for (var start = 0; start < rows.RowCount;)
        {
            var end = start + 1;
            while (end < rows.RowCount && IsSameKey(rows, start, end))
                end++;
            float[] edges = [low[start], .. high[start..end]];
            // A tensor that was not finite has no bins to speak of.
            if (edges.All(float.IsFinite))
                events.Histogram(Tag(table, rows, start), edges, counts[start..end]);
            if (end == rows.RowCount || steps[end] != steps[start])
                events.EndStep(steps[start]);
            start = end;
        }
    }

    private static bool HasSeveralRows(TableData rows)
    {
        for (var row = 1; row < rows.RowCount; row++)
            if (IsSameKey(rows, row - 1, row))
                return true;
        return false;
    }

    private static bool IsSameKey(TableData rows, int left, int right) =>
        Array.TrueForAll(s_keys, key => rows.Schema.IndexOf(key) is var i and >= 0 && Equals(rows.Columns[i].Boxed(left), rows.Columns[i].Boxed(right)));

    private static string Text(TableData rows, string column, int row) =>
        rows.Schema.IndexOf(column) is var i and >= 0 ? Convert.ToString(rows.Columns[i].Boxed(row), CultureInfo.InvariantCulture) ?? "" : "";

    private static string Tag(string table, TableData rows, int row) => $"{table}/{Text(rows, "module", row)}/{Text(rows, "tensor", row)}";
}
