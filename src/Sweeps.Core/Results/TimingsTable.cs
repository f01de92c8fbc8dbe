using Sweeps.Parquet;

namespace Sweeps.Core.Results;

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

    public static RunTimings Read(TableData table, int row)
    {
        var cells = new RowReader(table, row);
        return new(
            cells.Optional<double>("wall_seconds"),
            cells.Optional<double>("processor_seconds"),
            cells.Optional<double>("handler_seconds"),
            cells.Optional<int>("worker"),
            (string?)cells.Value("host"),
            cells.Required<long>("committed_ticks"));
    }
}
