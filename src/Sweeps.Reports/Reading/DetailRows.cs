using Sweeps.Core.Tables;
using Sweeps.Reports.Model;
using Sweeps.Tables;

namespace Sweeps.Reports.Reading;

/// <summary>A run's rows of a handler's table, by module and tensor in the order of the network.</summary>
internal sealed class DetailRows
{
    private static readonly string[] s_leading = [.. TableLayout.WithRun(TableLayout.HandlerPlace).Columns.Select(column => column.Name)];
    private readonly TableData _table;

    public DetailRows(TableData table)
    {
        _table = table;
        Steps = table.Column<int>("step").Values.ToArray();
        Columns = [.. table.Columns.Where(column => !s_leading.Contains(column.Schema.Name, StringComparer.Ordinal))];
        Groups = Group();
    }

    public int[] Steps { get; }

    /// <summary>The handler's own columns.</summary>
    public IReadOnlyList<ColumnData> Columns { get; }

    /// <summary>Row numbers in the order of the table, for each module and tensor.</summary>
    public IReadOnlyList<(ModuleKey Key, int[] Rows)> Groups { get; }

    /// <summary>Whether the own columns are these, among others.</summary>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (_table.Schema.IndexOf(name) < 0)
                return false;
        return true;
    }

    /// <summary>A column of whole numbers; null if it holds something else.</summary>
    public int[]? Integers(string name) => Find(name) is ColumnData<int> column ? column.Values.ToArray() : null;

    /// <summary>A column of float32; null if it holds something else.</summary>
    public float[]? Singles(string name) => Find(name) is ColumnData<float> column ? column.Values.ToArray() : null;

    /// <summary>The numbers of a column, NaN for null; null if it holds no numbers.</summary>
    public static double[]? Numbers(ColumnData column)
    {
        double[]? numbers = column switch
        {
            ColumnData<double> doubles => doubles.Values.ToArray(),
            ColumnData<float> singles => Array.ConvertAll(singles.Values.ToArray(), value => (double)value),
            ColumnData<int> integers => Array.ConvertAll(integers.Values.ToArray(), value => (double)value),
            ColumnData<long> integers => Array.ConvertAll(integers.Values.ToArray(), value => (double)value),
            _ => null,
        };
        for (var row = 0; numbers is not null && column.HasNulls && row < numbers.Length; row++)
            if (column.IsNull(row))
                numbers[row] = double.NaN;
        return numbers;
    }

    private ColumnData? Find(string name) => _table.Schema.IndexOf(name) is >= 0 and var index ? _table.Columns[index] : null;

    private List<(ModuleKey Key, int[] Rows)> Group()
    {
        var layers = _table.Column<int>("layer").Values;
        var indices = _table.Column<int>("module_index").Values;
        var modules = _table.Column<string>("module").Values;
        var tensors = _table.Column<string>("tensor").Values;
        var groups = new Dictionary<ModuleKey, List<int>>();
        for (var row = 0; row < _table.RowCount; row++)
        {
            var key = new ModuleKey(indices[row], modules[row], layers[row], tensors[row]);
            if (!groups.TryGetValue(key, out var rows))
                groups[key] = rows = [];
            rows.Add(row);
        }

        // A dictionary that nothing is removed from gives its entries in the order they came: that of a step's rows.
        return [.. groups.OrderBy(group => group.Key.Index).Select(group => (group.Key, group.Value.ToArray()))];
    }
}
