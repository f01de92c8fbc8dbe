using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>How final tables are laid out: decided by their content alone, so that the same rows are the same bytes.</summary>
public static class TableLayout
{
    /// <summary>For a row per run: small groups, so that damage costs few runs and one run is found quickly.</summary>
    internal static TableFileOptions FewRows { get; } = new() { RowGroupRows = 1 << 12 };

    /// <summary>For rows per step.</summary>
    internal static TableFileOptions ManyRows { get; } = new() { RowGroupRows = 1 << 17 };

    /// <summary>What <c>losses.parquet</c> has of a run.</summary>
    public static TableSchema LossRows { get; } = new([new("step", ColumnType.Int32), new("loss", ColumnType.Float)]);

    /// <summary>What every handler's table has of a run before the handler's own columns.</summary>
    public static TableSchema HandlerPlace { get; } =
        new([new("step", ColumnType.Int32), new("layer", ColumnType.Int32), new(ModuleIndex, ColumnType.Int32), new("module", ColumnType.String), new("tensor", ColumnType.String)]);

    /// <summary>The module's place in forward order, from 0: unlike <c>layer</c>, which counts within a kind, it names one module of a run.</summary>
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

    /// <summary>A run's rows with the run before them.</summary>
    public static TableSchema WithRun(TableSchema rows) =>
        new([new("cell", ColumnType.Int32), new("run", ColumnType.String), .. rows.Columns]);
}
