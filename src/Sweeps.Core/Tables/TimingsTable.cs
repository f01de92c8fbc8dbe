using Sweeps.Core.Outcomes;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary><c>timings.parquet</c>: what each run cost; the one table that differs between executions.</summary>
internal static class TimingsTable
{
    public static TableSchema Schema { get; } = new(
    [
        new("cell", ColumnType.Int32),
        new("run", ColumnType.String),
        new("wall_seconds", ColumnType.Double, Nullable: true),
        new("processor_seconds", ColumnType.Double, Nullable: true),
        new("handler_seconds", ColumnType.Double, Nullable: true),
        new("worker", ColumnType.Int32, Nullable: true),
        new("host", ColumnType.String, Nullable: true),
        new("committed_ticks", ColumnType.Int64),
    ]);

    public static void Append(TableData to, int cell, RunOutcome run)
    {
        var row = new RowAppender(to);
        row.Add(cell);
        row.Add(run.Run);
        row.Add(run.Timings.WallSeconds);
        row.Add(run.Timings.ProcessorSeconds);
        row.Add(run.Timings.HandlerSeconds);
        row.Add(run.Timings.Worker);
        row.Add(run.Timings.Host);
        row.Add(run.Timings.CommittedTicks);
        row.End();
    }

    /// <param name="table">With the columns of <see cref="Schema"/>.</param>
    public static RunTimings Read(TableData table, int row) => new(
        (double?)table.Columns[2].Boxed(row),
        (double?)table.Columns[3].Boxed(row),
        (double?)table.Columns[4].Boxed(row),
        (int?)table.Columns[5].Boxed(row),
        (string?)table.Columns[6].Boxed(row),
        (long)table.Columns[7].Boxed(row)!);
}
