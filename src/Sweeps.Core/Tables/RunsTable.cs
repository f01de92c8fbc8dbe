using Sweeps.Core.Outcomes;
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
        new("status", ColumnType.String),
        new("diverged_at", ColumnType.Int32, Nullable: true),
        new("error", ColumnType.String, Nullable: true),
        .. OutcomeFigures.All.Select(figure => new ColumnSchema(figure.Name, ColumnType.Double, Nullable: figure.Name is not OutcomeFigures.Expected)),
        .. OutcomeFlags.All.Select(flag => new ColumnSchema(flag.Name, ColumnType.Boolean, Nullable: true)),
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
        foreach (var (_, figure) in OutcomeFigures.All)
            row.Add(figure(run));
        var flags = run.Flags;
        foreach (var (_, flag) in OutcomeFlags.All)
            row.Add(flag(flags));
        row.Add(run.ParameterCount);
        row.Add(run.WeightsSha256);
        row.Add(run.Findings);
        row.End();
    }
}
