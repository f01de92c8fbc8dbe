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

    /// <summary>The columns with those of the measures that a definition adds.</summary>
    public static TableSchema With(IReadOnlyList<DefinedMeasure> measures) =>
        measures.Count == 0 ? Schema : new([.. Schema.Columns, .. measures.Select(measure => measure.Column)]);

    /// <summary>Whether columns are those of today, whatever measures are added to them.</summary>
    public static bool IsLaidOutAs(TableSchema schema) => schema.Columns.Take(Schema.Columns.Count).SequenceEqual(Schema.Columns);

    /// <param name="measures">Those that have columns in the table besides the ones that every run has.</param>
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
