using System.Runtime.CompilerServices;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>The table <c>runs.parquet</c>, with one row per run.</summary>
internal static class RunsTable
{
    private static readonly ConditionalWeakTable<ParameterSet, TableSchema> s_schemas = [];

    /// <summary>The columns of runs with these parameters.</summary>
    public static TableSchema SchemaOf(ParameterSet parameters) => s_schemas.GetValue(parameters, static set => new(
    [
        new("cell", ColumnType.Int32),
        new("run", ColumnType.String),
        .. set.Columns,
        .. MeasureCatalogue.All.Select(measure => measure.Column),
    ]));

    /// <summary>The schema with the columns of the measures that a definition adds.</summary>
    public static TableSchema SchemaOf(ParameterSet parameters, IReadOnlyList<DefinedMeasure> measures) =>
        measures.Count == 0 ? SchemaOf(parameters) : new([.. SchemaOf(parameters).Columns, .. measures.Select(measure => measure.Column)]);

    /// <summary>Whether the columns are those of this version, with any added measures.</summary>
    public static bool IsLaidOutAs(TableSchema schema, ParameterSet parameters)
    {
        var wanted = SchemaOf(parameters).Columns;
        return schema.Columns.Take(wanted.Count).SequenceEqual(wanted);
    }

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
