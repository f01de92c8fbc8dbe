using Sweeps.Core.Tables;
using Sweeps.Reports.Model;
using Sweeps.Tables;

namespace Sweeps.Reports.Reading;

/// <summary>A run's rows of a handler's table, by module and tensor in the order of the network.</summary>
internal sealed class DetailRows
{
    private static readonly string[] s_leading = [.. TableLayout.WithRun(TableLayout.HandlerPlace).Columns.Select(column => column.Name)];
    private static readonly string[] s_ofEvaluations = ["step", "split"];
    private readonly TableData _table;

    public DetailRows(TableData table)
    {
        _table = table;
        Steps = table.Column<int>("step").Values.ToArray();
        var isEvaluations = TableLayout.IsEvaluations(table.Schema.Columns);
        var leading = isEvaluations ? s_ofEvaluations : s_leading;
        // The metrics of other tasks are null throughout.
        Columns = [.. table.Columns.Where(column => !leading.Contains(column.Schema.Name, StringComparer.Ordinal) && (!isEvaluations || !IsNull(column)))];
        Groups = isEvaluations ? BySplit() : Group();
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

    private static bool IsNull(ColumnData column) => column.HasNulls && !column.NullFlags.Contains(false);

    /// <summary>The rows of each split, which stands for a module.</summary>
    private List<(ModuleKey Key, int[] Rows)> BySplit()
    {
        var splits = _table.Column<string>("split").Values.ToArray();
        return [.. splits.Distinct(StringComparer.Ordinal).Select((split, index) =>
            (new ModuleKey(index, split, 0, ""), Enumerable.Range(0, splits.Length).Where(row => string.Equals(splits[row], split, StringComparison.Ordinal)).ToArray()))];
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
