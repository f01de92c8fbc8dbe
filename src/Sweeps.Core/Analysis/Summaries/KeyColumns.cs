using Sweeps.Tables;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>Combinations of values of some columns, numbered as they first appear.</summary>
internal sealed class KeyColumns
{
    private readonly int[] _numbers;

    public KeyColumns(TableData table, IReadOnlyList<string> names)
    {
        ColumnData[] columns = [.. names.Select(name => table.Columns[table.Schema.IndexOf(name)])];
        _numbers = new int[table.RowCount];
        foreach (var column in columns)
            _numbers = ColumnCodes.Combine(_numbers, ColumnCodes.Of(column));
        var keys = new List<IReadOnlyList<object?>>();
        for (var row = 0; row < _numbers.Length; row++)
        {
            var first = row;
            if (_numbers[row] == keys.Count)
                keys.Add([.. columns.Select(column => column.Boxed(first))]);
        }

        Keys = keys;
    }

    public IReadOnlyList<IReadOnlyList<object?>> Keys { get; }

    /// <summary>Whether a column has more than one value.</summary>
    public static bool Varies(ColumnData column) => column switch
    {
        { Count: < 2 } => false,
        { HasNulls: true } => ColumnCodes.Of(column).AsSpan() is var codes && codes.ContainsAnyExcept(codes[0]),
        ColumnData<string> typed => Varies(typed.Values),
        ColumnData<int> typed => Varies(typed.Values),
        ColumnData<long> typed => Varies(typed.Values),
        ColumnData<double> typed => Varies(typed.Values),
        ColumnData<bool> typed => Varies(typed.Values),
        ColumnData<float> typed => Varies(typed.Values),
        _ => true,
    };

    /// <summary>The number of a row's combination.</summary>
    public int Number(int row) => _numbers[row];

    private static bool Varies<T>(ReadOnlySpan<T> values)
        where T : IEquatable<T> => values.ContainsAnyExcept(values[0]);
}
