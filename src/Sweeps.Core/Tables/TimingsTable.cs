using Sweeps.Core.Outcomes;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>The table <c>timings.parquet</c> with the time that each run took. It is the only table that differs between executions.</summary>
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
        new("committed_at", ColumnType.Timestamp, Nullable: true),
    ]);

    private static readonly TableSchema s_earlier = new([.. Schema.Columns.SkipLast(1), new("committed_ticks", ColumnType.Int64)]);

    /// <summary>Whether a file's rows can be read: it has the columns of <see cref="Schema"/> or those of earlier builds.</summary>
    public static bool CanRead(TableSchema schema) => schema.Equals(Schema) || schema.Equals(s_earlier);

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
        row.Add(run.Timings.CommittedTicks > 0 ? Commit(run.Timings.CommittedTicks) : null);
        row.End();
    }

    /// <param name="table">A table for which <see cref="CanRead"/> is true.</param>
    public static RunTimings Read(TableData table, int row) => new(
        (double?)table.Columns[2].Boxed(row),
        (double?)table.Columns[3].Boxed(row),
        (double?)table.Columns[4].Boxed(row),
        (int?)table.Columns[5].Boxed(row),
        (string?)table.Columns[6].Boxed(row),
        table.Columns[7].Boxed(row) switch
        {
            DateTime time => time.Ticks,
            long ticks => ticks,
            _ => 0,
        });

    // Rounded as in files, so that a run has the same time before and after it is stored.
    private static DateTime Commit(long ticks) => new(ticks - (ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
