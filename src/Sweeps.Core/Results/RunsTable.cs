using Sweeps.Core.Plans;
using Sweeps.Parquet;

namespace Sweeps.Core.Results;

/// <summary><c>runs.parquet</c>: a row per run.</summary>
internal static class RunsTable
{
    public static TableSchema Schema { get; } = new(
    [
        new("cell", ColumnType.Int32),
        new("run", ColumnType.String),
        .. ParameterColumns.All,
        new("status", ColumnType.String),
        new("diverged_at", ColumnType.Int32, Nullable: true),
        new("error", ColumnType.String, Nullable: true),
        new("loss_initial", ColumnType.Double, Nullable: true),
        new("loss_expected", ColumnType.Double),
        new("loss_start", ColumnType.Double, Nullable: true),
        new("loss_end", ColumnType.Double, Nullable: true),
        new("loss_diff", ColumnType.Double, Nullable: true),
        new("loss_train", ColumnType.Double, Nullable: true),
        new("loss_valid", ColumnType.Double, Nullable: true),
        new("loss_test", ColumnType.Double, Nullable: true),
        new("loss_excess", ColumnType.Double, Nullable: true),
        new("dead_end", ColumnType.Double, Nullable: true),
        new("rank_rise_start", ColumnType.Double, Nullable: true),
        new("rank_rise", ColumnType.Double, Nullable: true),
        new("median_shift", ColumnType.Double, Nullable: true),
        new("parameters", ColumnType.Int64),
        new("weights_sha256", ColumnType.String, Nullable: true),
        new("findings", ColumnType.String, Nullable: true),
    ]);

    /// <summary>The names of statuses in the table.</summary>
    public static string NameOf(RunStatus status) => status switch
    {
        RunStatus.Completed => "completed",
        RunStatus.Diverged => "diverged",
        RunStatus.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown status."),
    };

    public static RunStatus StatusOf(string name) => name switch
    {
        "completed" => RunStatus.Completed,
        "diverged" => RunStatus.Diverged,
        "failed" => RunStatus.Failed,
        _ => throw new InvalidDataException($"'{name}' is no status of a run: completed, diverged or failed."),
    };

    public static void Append(TableData to, int cell, IReadOnlyList<object?> parameters, RunOutcome run)
    {
        var row = new RowAppender(to);
        row.Add(cell);
        row.Add(run.Run);
        foreach (var parameter in parameters)
            row.Add(parameter);
        row.Add(NameOf(run.Status));
        row.Add(run.DivergedAt);
        row.Add(run.Error);
        row.Add(run.Losses.Initial);
        row.Add(run.Losses.Expected);
        row.Add(run.Losses.Start);
        row.Add(run.Losses.End);
        row.Add(run.Losses.Difference);
        row.Add(run.LossTrain);
        row.Add(run.LossValid);
        row.Add(run.LossTest);
        row.Add(run.Losses.Initial - run.Losses.Expected);
        row.Add(run.Statistics.DeadEnd);
        row.Add(run.Statistics.RankRiseStart);
        row.Add(run.Statistics.RankRise);
        row.Add(run.Statistics.MedianShift);
        row.Add(run.ParameterCount);
        row.Add(run.WeightsSha256);
        row.Add(run.Findings);
        row.End();
    }
}
