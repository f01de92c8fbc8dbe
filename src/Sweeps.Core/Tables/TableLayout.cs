using Sweeps.Core.Handlers;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>The layout of final tables. It depends only on their content, so that equal rows give equal bytes.</summary>
public static class TableLayout
{
    /// <summary>The options for tables with one row per run: row groups are small, so that damage affects few runs and single runs are read quickly.</summary>
    internal static TableFileOptions FewRows { get; } = new() { RowGroupRows = 1 << 12 };

    /// <summary>The options for tables with rows for steps.</summary>
    internal static TableFileOptions ManyRows { get; } = new() { RowGroupRows = 1 << 17 };

    /// <summary>The columns of <c>losses.parquet</c> after cell and run.</summary>
    public static TableSchema LossRows { get; } = new([new("step", ColumnType.Int32), new("loss", ColumnType.Float)]);

    /// <summary>The columns of every handler's table between cell and run and the handler's own columns.</summary>
    public static TableSchema HandlerPlace { get; } =
        new([new("step", ColumnType.Int32), new("layer", ColumnType.Int32), new(ModuleIndex, ColumnType.Int32), new("module", ColumnType.String), new("tensor", ColumnType.String)]);

    /// <summary>The columns of <c>evaluations.parquet</c> after cell and run that it has whatever the metrics are.</summary>
    public static TableSchema EvaluationPlace => EvaluationTable.Place;

    /// <summary>Whether the rows of a table are evaluations, and not those of a handler.</summary>
    /// <param name="rows">The columns after cell and run.</param>
    public static bool IsEvaluations(IEnumerable<ColumnSchema> rows) => rows.Take(EvaluationPlace.Columns.Count).SequenceEqual(EvaluationPlace.Columns);

    /// <summary>The column with a module's position in forward order, from 0. It identifies a module of a run, while <c>layer</c> counts only modules of the same kind.</summary>
    public const string ModuleIndex = "module_index";

    /// <summary>Appends a run's losses to rows of <see cref="LossRows"/>.</summary>
    /// <param name="first">The step of the first of them. The default is 0.</param>
    public static void AppendLosses(TableData rows, ReadOnlySpan<float> losses, int first = 0)
    {
        var steps = rows.Column<int>("step").Extend(losses.Length);
        for (var i = 0; i < steps.Length; i++)
            steps[i] = first + i;
        rows.Column<float>("loss").AppendRange(losses);
    }

    /// <summary>A schema with the leading columns cell and run added.</summary>
    public static TableSchema WithRun(TableSchema rows) =>
        new([new("cell", ColumnType.Int32), new("run", ColumnType.String), .. rows.Columns]);
}
