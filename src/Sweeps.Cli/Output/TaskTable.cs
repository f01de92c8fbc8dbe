using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Core.Files;
using Sweeps.Core.Slurm;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Output;

/// <summary>The tasks of a sweep that was submitted to Slurm: what Slurm says of each, and what it said of itself.</summary>
internal sealed class TaskTable
{
    private const int MostRows = 30;
    private const string Forgotten = "forgotten";
    private readonly List<Row> _rows = [];

    private TaskTable(string merge, string? mergeState, string? problem) => (Merge, MergeState, Problem) = (merge, mergeState, problem);

    private string Merge { get; }

    private string? MergeState { get; }

    private string? Problem { get; }

    /// <returns>Null if the sweep was not submitted.</returns>
    public static TaskTable? Of(SweepPaths paths)
    {
        if (Submission.Read(paths) is not { } submission)
            return null;
        IReadOnlyList<QueuedTask> queue = [];
        string? problem = null;
        try
        {
            queue = SlurmClient.Queue(submission.Jobs);
        }
        catch (SlurmException exception)
        {
            problem = exception.Message;
        }

        // Of a task that was requeued the queue may show both lives; the last line is the present one.
        var states = queue.GroupBy(task => (task.Job, task.Index)).ToDictionary(same => same.Key, same => same.Last());
        var table = new TaskTable(submission.Merge, states.GetValueOrDefault((submission.Merge, null))?.State, problem);
        for (var share = 1; share <= submission.Tasks; share++)
        {
            if (submission.Of(share) is not var (job, index))
                continue;
            var own = TaskState.Read(paths, share, submission.Tasks);
            if (own is not null && !string.Equals(own.Job, job, StringComparison.Ordinal))
                own = null;
            table._rows.Add(new Row(share, $"{job}_{index.ToString(CultureInfo.InvariantCulture)}", states.GetValueOrDefault((job, index)), own));
        }

        return table;
    }

    public void WriteTo(TextWriter writer)
    {
        writer.WriteLine();
        if (Problem is not null)
            writer.WriteLine($"Slurm does not answer: {Texts.Plain(Problem)} What the tasks wrote is shown instead.");
        writer.WriteLine($"Tasks: {string.Join(", ", _rows.GroupBy(Slurm, StringComparer.Ordinal).Select(same => $"{Quantity.Count(same.Count())} {same.Key}"))}; merge {Merge} {MergeState ?? Forgotten}");
        var shown = _rows.Count <= MostRows ? _rows : [.. _rows.Where(row => row.Own?.ExitCode is not 0).Take(MostRows)];
        var table = new TextTable("share", "task", "Slurm", "starts", "on", "ended").Right(0, 3);
        foreach (var row in shown)
            table.Add(row.Share.ToString(CultureInfo.InvariantCulture), row.Task, Slurm(row) + Reason(row), row.Own?.Starts.ToString(CultureInfo.InvariantCulture) ?? "", Texts.Plain(row.Own?.Host ?? ""), Ended(row));
        table.WriteTo(writer, "  ");
        if (shown.Count < _rows.Count)
            writer.WriteLine("  … those that ended well, and what is more than that, are not listed.");
    }

    public JsonArray ToJson() =>
    [
        .. _rows.Select(row => (JsonNode)new JsonObject
        {
            ["share"] = row.Share,
            ["task"] = row.Task,
            ["slurm"] = row.Queued?.State,
            ["reason"] = row.Queued?.Reason,
            ["starts"] = row.Own?.Starts,
            ["host"] = row.Own?.Host,
            ["exit_code"] = row.Own?.ExitCode,
        }),
    ];

    private static string Slurm(Row row) => row.Queued is { } queued ? Texts.Plain(queued.State) : Forgotten;

    private static string Reason(Row row) => row.Queued is { Reason: not ("None" or "") } queued ? $" ({Texts.Plain(queued.Reason)})" : "";

    private static string Ended(Row row) => row.Own switch
    {
        null => "",
        { ExitCode: null } => row.Queued?.State is "RUNNING" ? "" : "without a word",
        { ExitCode: ExitCodes.Done } => "done",
        { ExitCode: ExitCodes.RunFailed } => "done, some runs failed",
        { ExitCode: ExitCodes.Stopped } => "stopped",
        { ExitCode: { } code } => string.Create(CultureInfo.InvariantCulture, $"exit code {code}"),
    };

    private sealed record Row(int Share, string Task, QueuedTask? Queued, TaskState? Own);
}
