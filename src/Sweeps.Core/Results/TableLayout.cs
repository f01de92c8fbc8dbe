using Sweeps.Parquet;

namespace Sweeps.Core.Results;

/// <summary>How final tables are laid out: decided by their content alone, so that the same rows are the same bytes.</summary>
internal static class TableLayout
{
    /// <summary>For a row per run: small groups, so that damage costs few runs and one run is found quickly.</summary>
    public static ParquetWriterOptions FewRows { get; } = new() { RowGroupRows = 1 << 12, PageRows = 1 << 12 };

    /// <summary>For rows per step.</summary>
    public static ParquetWriterOptions ManyRows { get; } = new() { RowGroupRows = 1 << 17, PageRows = 1 << 15 };

    /// <summary>A run's rows with the run before them.</summary>
    public static TableSchema WithRun(TableSchema rows) =>
        new([new("cell", ColumnType.Int32), new("run", ColumnType.String), .. rows.Columns]);
}
