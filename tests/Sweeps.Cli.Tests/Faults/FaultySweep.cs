using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Processes;

namespace Sweeps.Cli.Tests.Faults;

/// <summary>A sweep that is executed, disturbed and executed again, and the same sweep undisturbed.</summary>
public sealed class FaultySweep : IDisposable
{
    private readonly SortedDictionary<string, string> _expected;

    public FaultySweep()
    {
        At.Define(steps: 150, grid: "grid: { activation: [tanh, relu, gelu], norm: [none, layer], seed: { count: 3 } }");
        var whole = At.Run("run", "small.yaml", "--out", "whole", "--json", "--workers", "2");
        Assert.True(whole.ExitCode == 0, whole.ToString());
        Events = whole.Lines.Length;
        _expected = Deterministic("whole");
        Assert.Equal(18, _expected.Keys.Count(name => name.StartsWith("models", StringComparison.Ordinal)));
    }

    /// <summary>Kills that are tried: 100 in the long form.</summary>
    public static int Kills { get; } = int.Parse(Environment.GetEnvironmentVariable("SWEEPS_FAULTS") ?? "10", CultureInfo.InvariantCulture);

    /// <summary>Times each other fault is tried.</summary>
    public static int Times { get; } = Math.Max(3, Kills / 4);

    /// <summary>Where faults are drawn from.</summary>
    public static int Seed { get; } = int.Parse(Environment.GetEnvironmentVariable("SWEEPS_FAULTS_SEED") ?? "1", CultureInfo.InvariantCulture);

    internal Workspace At { get; } = new();

    /// <summary>Events that an undisturbed execution tells.</summary>
    public int Events { get; }

    /// <summary>Starts the sweep.</summary>
    internal SweepsProcess Start(string results) => SweepsProcess.Start(At.Folder, null, "run", "small.yaml", "--out", results, "--json", "--workers", "2");

    /// <summary>Starts the sweep and sends a signal at a random instant: before its first event, or a moment after one of its events.</summary>
    /// <returns>What the process left, and how long it took to end after the signal.</returns>
    internal (Finished Finished, TimeSpan Time) Interrupt(string results, string signal, System.Random random, bool alsoAtStart)
    {
        using var process = Start(results);
        var events = random.Next(alsoAtStart ? 0 : 1, Events);
        if (events == 0)
            Thread.Sleep(random.Next(400));
        else
            process.WaitFor("\"event\":", events);
        Thread.Sleep(random.Next(25));
        process.TrySignal(signal);
        var sent = Stopwatch.GetTimestamp();
        return (process.Wait(), Stopwatch.GetElapsedTime(sent));
    }

    /// <summary>Goes on with a sweep to its end, and says whether the bytes are those of the undisturbed one.</summary>
    internal Finished Resume(string results, FaultTable table)
    {
        var finished = SweepsProcess.Run(At.Folder, "run", "small.yaml", "--out", results, "--json", "--workers", "2");
        Assert.True(finished.ExitCode == 0, finished.ToString());
        table.Resumed++;
        Assert.Equal(_expected, Deterministic(results));
        table.Equal++;
        return finished;
    }

    /// <summary>Checks that no run was trained again once it had been committed, and that what was committed was known at the next start.</summary>
    /// <param name="executions">The sweep's executions in order; of the last lines of killed ones a part may be missing.</param>
    internal static void AssertTrainedOnce(IEnumerable<Finished> executions)
    {
        var committed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var execution in executions)
        {
            foreach (var line in execution.Lines)
            {
                if (Parse(line) is not { } happened)
                    continue;
                switch ((string?)happened["event"])
                {
                    case "sweep_started":
                        Assert.True((int)happened["done"]! >= committed.Count, "a committed run was forgotten");
                        break;
                    case "run_started":
                        Assert.DoesNotContain((string)happened["run"]!, committed);
                        break;
                    case "run_finished":
                        Assert.True(committed.Add((string)happened["run"]!), "a run was committed twice");
                        break;
                }
            }
        }
    }

    public SortedDictionary<string, string> Deterministic(string results)
    {
        var sums = At.Checksums(results + "/small");
        // The composed definition tells where the lists lie from the results, which may lie deeper, and the plan is bound to it.
        foreach (var name in sums.Keys.Where(name => name is "composed.yaml" or ".plan" || name.StartsWith("damaged", StringComparison.Ordinal)).ToList())
            sums.Remove(name);
        return sums;
    }

    public void Dispose() => At.Dispose();

    private static JsonObject? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
