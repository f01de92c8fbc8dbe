using System.Globalization;
using Sweeps.Tables;

namespace Sweeps.Core.Published;

/// <summary>Computes numbers from the rows of a handler's table.</summary>
internal static class TableMeasures
{
    /// <summary>Computes the measure over the modules of each step, then the mean over the steps; null if no row is selected.</summary>
    /// <exception cref="ArgumentException">The table has no such column of numbers, or there is no such measure.</exception>
    public static double? Of(TableMeasure measure, TableData rows)
    {
        var index = rows.Schema.IndexOf(measure.Column);
        if (index < 0 || rows.Columns[index].Schema.Type is ColumnType.String or ColumnType.Boolean)
            throw new ArgumentException($"The table '{measure.Table}' has no column of numbers '{measure.Column}'.", nameof(measure));
        var steps = rows.Column<int>("step").Values;
        var layers = rows.Column<int>("layer").Values;
        var modules = rows.Column<string>("module").Values;
        var tensors = rows.Column<string>("tensor").Values;
        var bySteps = new SortedDictionary<int, List<double>>();
        for (var row = 0; row < rows.RowCount; row++)
        {
            if (!Within(measure.Steps, steps[row]) || !Within(measure.Layers, layers[row])
                || !modules[row].StartsWith(measure.Module, StringComparison.Ordinal)
                || (measure.Tensor.Length > 0 && !string.Equals(tensors[row], measure.Tensor, StringComparison.Ordinal)))
                continue;
            if (!bySteps.TryGetValue(steps[row], out var values))
                bySteps.Add(steps[row], values = []);
            values.Add(Convert.ToDouble(rows.Columns[index].Boxed(row), CultureInfo.InvariantCulture));
        }

        if (bySteps.Count == 0)
            return null;
        return bySteps.Values.Average(values => measure.Measure switch
        {
            "max" => values.Max(),
            "min" => values.Min(),
            "rise" => values[^1] - values[0],
            "mean" => values.Average(),
            _ => throw new ArgumentException($"There is no measure '{measure.Measure}'.", nameof(measure)),
        });
    }

    private static bool Within((int First, int Last)? range, int value) => range is not var (first, last) || (value >= first && value <= last);
}
