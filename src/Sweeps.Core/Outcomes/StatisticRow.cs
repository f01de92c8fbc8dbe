using Sweeps.Tables;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Outcomes;

/// <summary>A number of a handler's table with its step, layer and module.</summary>
internal readonly record struct StatisticRow(int Step, int Layer, int ModuleIndex, string Module, string Tensor, double Value)
{
    public bool IsLinear => string.Equals(Type, ModuleInfo.LinearType, StringComparison.Ordinal);

    /// <summary>Whether its module is an activation.</summary>
    public bool IsActivation(ModelCatalogue models) => models.CurveOfType(Type) is not null;

    /// <summary>Whether the module is an activation that is 0 below 0, such as ReLU. Only units of such activations are dead when they are off: the outputs of others may be negative.</summary>
    public bool CanDie(ModelCatalogue models) => models.CurveOfType(Type) is { IsOffBelowZero: true };

    /// <summary>The type of the module.</summary>
    public string Type => Module.IndexOf('.', StringComparison.Ordinal) is var end and >= 0 ? Module[..end] : Module;

    /// <summary>The rows of a column; empty if the table has no such column of numbers.</summary>
    public static List<StatisticRow> Of(TableData table, string name)
    {
        var steps = table.Column<int>("step").Values;
        var layers = table.Column<int>("layer").Values;
        var indices = table.Column<int>("module_index").Values;
        var modules = table.Column<string>("module").Values;
        var tensors = table.Column<string>("tensor").Values;
        var index = table.Schema.IndexOf(name);
        var rows = new List<StatisticRow>(table.RowCount);
        if (index < 0)
            return rows;
        var column = table.Columns[index];
        for (var row = 0; row < table.RowCount; row++)
        {
            // A plugin's column of the same name may have another type.
            var value = column switch
            {
                ColumnData<double> doubles => doubles.Values[row],
                ColumnData<float> singles => singles.Values[row],
                _ => double.NaN,
            };
            rows.Add(new(steps[row], layers[row], indices[row], modules[row], tensors[row], value));
        }

        return rows;
    }

    /// <summary>The rows of a column that have a value. Columns of whole numbers are included.</summary>
    public static List<StatisticRow> Recorded(TableData table, string name)
    {
        var rows = Of(table, name);
        if (rows.Count == 0)
            return rows;
        var column = table.Columns[table.Schema.IndexOf(name)];
        var recorded = new List<StatisticRow>(rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            if (!column.IsNull(row))
                recorded.Add(column switch
                {
                    ColumnData<int> numbers => rows[row] with { Value = numbers.Values[row] },
                    ColumnData<long> numbers => rows[row] with { Value = numbers.Values[row] },
                    _ => rows[row],
                });
        }

        return recorded;
    }

    /// <summary>The rows of the first step.</summary>
    public static IEnumerable<StatisticRow> First(IReadOnlyList<StatisticRow> rows) => rows.Where(row => row.Step == rows[0].Step);

    /// <summary>The rows of the last step.</summary>
    public static IEnumerable<StatisticRow> Last(IReadOnlyList<StatisticRow> rows) => rows.Where(row => row.Step == rows[^1].Step);

    /// <summary>The rows of the second half of the recorded steps.</summary>
    public static IReadOnlyList<StatisticRow> SecondHalf(IReadOnlyList<StatisticRow> rows)
    {
        var steps = rows.Select(row => row.Step).Distinct().ToList();
        return steps.Count == 0 ? [] : [.. rows.Where(row => row.Step >= steps[steps.Count / 2])];
    }
}
