using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Plans;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary><c>runs.parquet</c>: a row per run.</summary>
internal static class RunsTable
{
    public static TableSchema Schema { get; } = new(
    [
        new("cell", ColumnType.Int32),
        new("run", ColumnType.String),
        .. ParameterColumns.All,
        .. MeasureCatalogue.All.Select(measure => measure.Column),
    ]);

    public static void Append(TableData to, int cell, IReadOnlyList<object?> parameters, RunOutcome run)
    {
        var row = new RowAppender(to);
        row.Add(cell);
        row.Add(run.Run);
        foreach (var parameter in parameters)
            row.Add(parameter);
        foreach (var measure in MeasureCatalogue.All)
            row.Add(measure.Of(run));
        row.End();
    }
}
