using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Plans;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>The table <c>runs.parquet</c>, with one row per run.</summary>
internal static class RunsTable
{
    public static TableSchema Schema { get; } = new(
    [
        new("cell", ColumnType.Int32),
        new("run", ColumnType.String),
        .. ParameterColumns.All,
        .. MeasureCatalogue.All.Select(measure => measure.Column),
    ]);

    /// <summary>The schema with the columns of the measures that a definition adds.</summary>
    public static TableSchema With(IReadOnlyList<DefinedMeasure> measures) =>
        measures.Count == 0 ? Schema : new([.. Schema.Columns, .. measures.Select(measure => measure.Column)]);

    /// <summary>Whether the columns are those of this version, with any added measures.</summary>
    public static bool IsLaidOutAs(TableSchema schema) => schema.Columns.Take(Schema.Columns.Count).SequenceEqual(Schema.Columns);

    /// <param name="measures">The measures of the definition that have columns in the table.</param>
    public static void Append(TableData to, int cell, IReadOnlyList<object?> parameters, RunOutcome run, IReadOnlyList<DefinedMeasure>? measures = null)
    {
        var row = new RowAppender(to);
        row.Add(cell);
        row.Add(run.Run);
        foreach (var parameter in parameters)
            row.Add(parameter);
        foreach (var measure in MeasureCatalogue.All)
            row.Add(measure.Of(run));
        foreach (var measure in measures ?? [])
            row.Add(run.Statistics[measure.Name]);
        row.End();
    }
}
