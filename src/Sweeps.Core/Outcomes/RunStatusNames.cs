namespace Sweeps.Core.Outcomes;

/// <summary>The names of statuses in tables.</summary>
internal static class RunStatusNames
{
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Completed => "completed",
        RunStatus.Diverged => "diverged",
        RunStatus.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown status."),
    };

    public static RunStatus Parse(string name) => name switch
    {
        "completed" => RunStatus.Completed,
        "diverged" => RunStatus.Diverged,
        "failed" => RunStatus.Failed,
        _ => throw new InvalidDataException($"'{name}' is no status of a run: completed, diverged or failed."),
    };
}
