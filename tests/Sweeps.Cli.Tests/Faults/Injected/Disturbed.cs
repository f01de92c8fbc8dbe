using Sweeps.Cli.Tests.Processes;

namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>What an execution under the injector left.</summary>
/// <param name="Counts">File calls below the root, by kind.</param>
/// <param name="Hits">Faults that struck, each with the call that it struck.</param>
/// <param name="Outside">Calls that would have changed something elsewhere.</param>
internal sealed record Disturbed(Finished Finished, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<string> Hits, IReadOnlyList<string> Outside)
{
    /// <param name="root">Is left out of paths.</param>
    public static Disturbed Read(Finished finished, string report, string root)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        List<string> hits = [], outside = [];
        foreach (var line in File.ReadLines(report))
        {
            switch (line.Replace(root + "/", "", StringComparison.Ordinal).Split(' ', 3))
            {
                case ["count", var kind, var number]:
                    counts[kind] = int.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
                    break;
                case ["hit", _, var call]:
                    hits.Add(call);
                    break;
                case ["outside", var kind, var path]:
                    outside.Add($"{kind} {path}");
                    break;
            }
        }

        return new(finished, counts, hits, outside);
    }
}
