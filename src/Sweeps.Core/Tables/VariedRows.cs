using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>Reads columns of a table without keeping those that have one value in all rows: of about a hundred columns of <c>runs.parquet</c>, a sweep varies only a few.</summary>
internal static class VariedRows
{
    /// <param name="names">The columns to read.</param>
    /// <param name="mayLeaveOut">The columns that are left out if they have one value in all rows.</param>
    /// <param name="restated">For columns of texts, what is kept of a text.</param>
    /// <exception cref="TableFileException">The table is damaged in any column.</exception>
    public static TableData Read(ITableReader reader, IReadOnlyList<string> names, IReadOnlySet<string> mayLeaveOut, IReadOnlyDictionary<string, Func<string, string>> restated)
    {
        // Most column chunks are not decoded, but damage in them must be noticed, too.
        reader.Verify();
        var total = checked((int)reader.RowCount);
        Column[] columns = [.. names.Select(name => new Column(reader.Schema.Columns[reader.Schema.IndexOf(name)], total))];
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            var rows = reader.RowGroupRows(group);
            var left = Array.FindAll(columns, column => restated.ContainsKey(column.Name) || !column.TakesStated(reader.Statistics(group, column.Name), rows));
            if (left.Length == 0)
                continue;
            var read = reader.ReadRowGroup(group, [.. left.Select(column => column.Name)]);
            for (var i = 0; i < left.Length; i++)
                left[i].Append(restated.TryGetValue(left[i].Name, out var restate) ? Restated((ColumnData<string>)read.Columns[i], restate) : read.Columns[i]);
        }

        return new TableData([.. columns.Where(column => column.Varies || !mayLeaveOut.Contains(column.Name)).Select(column => column.Rows())]);
    }

    private static ColumnData<string> Restated(ColumnData<string> texts, Func<string, string> restate)
    {
        var restated = new ColumnData<string>(texts.Schema);
        restated.Reserve(texts.Count);
        for (var row = 0; row < texts.Count; row++)
        {
            if (texts.IsNull(row))
                restated.AppendNull();
            else
                restated.Append(restate(texts.Values[row]));
        }

        return restated;
    }

    /// <summary>A column that stores rows one by one only after a second value occurs.</summary>
    private sealed class Column(ColumnSchema schema, int total)
    {
        private ColumnData? _rows;
        private object? _same;
        private int _count;

        public ColumnSchema Schema => schema;

        public string Name => schema.Name;

        public bool Varies => _rows is not null;

        /// <summary>Adds the rows of a row group without reading them, if the file's statistics show that they all have the value of the rows before.</summary>
        public bool TakesStated(ColumnStatistics? stated, int rows)
        {
            if (Varies || stated?.NullCount is not { } nulls)
                return false;
            if (nulls == rows)
                return TakesSame(null, rows);
            // The bounds of a column of zeros do not show their signs.
            return nulls == 0 && stated is { Exact: true, Minimum: { } least and not 0.0 and not 0.0f } && least.Equals(stated.Maximum) && TakesSame(least, rows);
        }

        public void Append(ColumnData rows)
        {
            if (!Varies && IsOneValue(rows) && TakesSame(rows.Boxed(0), rows.Count))
                return;
            Rows().AppendRange(rows, 0, rows.Count);
        }

        /// <summary>The rows so far, one by one.</summary>
        public ColumnData Rows()
        {
            if (_rows is not null)
                return _rows;
            _rows = ColumnData.Create(schema);
            _rows.Reserve(total);
            _rows.AppendSame(_same, _count);
            return _rows;
        }

        private bool TakesSame(object? value, int rows)
        {
            if (_count > 0 && !Equals(_same, value))
                return false;
            _same = value;
            _count += rows;
            return true;
        }

        private static bool IsOneValue(ColumnData rows) => rows.Count > 0 && (rows.HasNulls ? rows.NullFlags.IndexOf(false) < 0 : rows switch
        {
            ColumnData<string> typed => IsOneValue(typed.Values),
            ColumnData<int> typed => IsOneValue(typed.Values),
            ColumnData<long> typed => IsOneValue(typed.Values),
            ColumnData<double> typed => IsOneValue(typed.Values),
            ColumnData<float> typed => IsOneValue(typed.Values),
            ColumnData<bool> typed => IsOneValue(typed.Values),
            _ => false,
        });

        private static bool IsOneValue<T>(ReadOnlySpan<T> values)
            where T : IEquatable<T> => !values.ContainsAnyExcept(values[0]);
    }
}
