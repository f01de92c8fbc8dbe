using System.Globalization;
using System.Text;
using Sweeps.Parquet;

namespace Sweeps.Core.Results.Summaries;

/// <summary>Combinations of values of some columns, numbered as they first appear.</summary>
internal sealed class KeyColumns
{
    private readonly ColumnData[] _columns;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyList<object?>> _keys = [];
    private readonly StringBuilder _text = new();

    public KeyColumns(TableData table, IReadOnlyList<string> names)
    {
        _columns = [.. names.Select(name => table.Columns[table.Schema.IndexOf(name)])];
    }

    public IReadOnlyList<IReadOnlyList<object?>> Keys => _keys;

    /// <summary>Whether a column has more than one value.</summary>
    public static bool Varies(ColumnData column) => column switch
    {
        { Count: < 2 } => false,
        { HasNulls: true } => Enumerable.Range(1, column.Count - 1).Any(row => !Equals(column.Boxed(row), column.Boxed(0))),
        ColumnData<string> typed => Varies(typed.Values),
        ColumnData<int> typed => Varies(typed.Values),
        ColumnData<long> typed => Varies(typed.Values),
        ColumnData<double> typed => Varies(typed.Values),
        ColumnData<bool> typed => Varies(typed.Values),
        ColumnData<float> typed => Varies(typed.Values),
        _ => true,
    };

    private static bool Varies<T>(ReadOnlySpan<T> values)
        where T : IEquatable<T> => values.ContainsAnyExcept(values[0]);

    public int Number(int row)
    {
        _text.Clear();
        foreach (var column in _columns)
        {
            var value = Convert.ToString(column.Boxed(row), CultureInfo.InvariantCulture) ?? "";
            _text.Append(column.IsNull(row) ? 'n' : 'v').Append(CultureInfo.InvariantCulture, $"{value.Length}:{value}");
        }

        var text = _text.ToString();
        if (!_numbers.TryGetValue(text, out var number))
        {
            number = _keys.Count;
            _numbers.Add(text, number);
            _keys.Add([.. _columns.Select(column => column.Boxed(row))]);
        }

        return number;
    }
}
