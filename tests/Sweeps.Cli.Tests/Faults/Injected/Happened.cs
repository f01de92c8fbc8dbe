using System.Text.Json;
using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Processes;

namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>What an execution told on standard output.</summary>
/// <param name="Started">Runs whose training began.</param>
/// <param name="Committed">Runs that were told to be durable.</param>
internal sealed record Happened(IReadOnlySet<string> Started, IReadOnlySet<string> Committed)
{
    public static Happened Read(Finished finished)
    {
        HashSet<string> started = new(StringComparer.Ordinal), committed = new(StringComparer.Ordinal);
        foreach (var line in finished.Lines)
        {
            if (Parse(line) is not { } happened)
                continue;
            switch ((string?)happened["event"])
            {
                case "run_started":
                    started.Add((string)happened["run"]!);
                    break;
                case "run_finished":
                    committed.Add((string)happened["run"]!);
                    break;
            }
        }

        return new(started, committed);
    }

    // Of the last line of a process that was killed a part may be missing.
    private static JsonObject? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
