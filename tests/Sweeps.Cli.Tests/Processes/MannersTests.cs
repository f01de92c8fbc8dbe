using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>What a machine that others use may ask of the program.</summary>
[Kind(TestKind.Process)]
public sealed class MannersTests : IDisposable
{
    /// <summary>Of each run about 20 MB are recorded, held up to three times.</summary>
    private const string Talkative = "more_of_it";
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public void Every_thread_of_a_nice_sweep_is_nice()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux tells the niceness of every thread.");
        var file = _at.Define(steps: 20000, handler: "brake");
        _at.Brake(isOn: true);
        using var process = SweepsProcess.Start(_at.Folder, null, "run", file, "--json", "--nice", "7", "--workers", "2", "--plugin", Workspace.Plugin);
        Assert.True(process.WaitFor("\"run_started\"", 2));
        var niceness = Directory.EnumerateDirectories($"/proc/{process.Id}/task").Select(Niceness).OfType<int>().ToList();
        _at.Brake(isOn: false);
        Assert.Equal(0, process.Wait().ExitCode);
        Assert.All(niceness, nice => Assert.Equal(7, nice));
        Assert.True(niceness.Count > 3);
    }

    [Fact]
    public void As_many_runs_are_trained_at_once_as_fit_into_the_memory()
    {
        var file = Define();
        var free = Started("run", file, "--out", "free", "--json", "--workers", "3");
        Assert.Equal(3, free);
        var bound = Started("run", file, "--json", "--workers", "3", "--max-memory", "250M");
        Assert.InRange(bound, 1, 2);
        Assert.Equal(_at.Checksums("free/" + Talkative), _at.Checksums("results/" + Talkative));
    }

    [Fact]
    public void A_definition_of_which_no_run_fits_is_refused_before_anything_is_written()
    {
        var refused = _at.Run("run", Define(steps: 20000), "--max-memory", "128M");
        Assert.True(refused.ExitCode == 1, refused.ToString());
        Assert.Contains("--max-memory allows 128 MiB in all: raise it, or let the handlers look less often.", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_at.In("results", Talkative)));
    }

    // A map of saturated places: with a gain of 20 nearly all are, which cannot be foreseen.
    [Fact]
    public void A_run_that_turns_out_larger_than_the_memory_fails_on_record_and_alone()
    {
        File.WriteAllText(_at.In("map.yaml"), """
            name: map
            dataset: { source: words.txt, split: { train: 0.8, valid: 0.1, test: 0.1 } }
            model: { width: 50, depth: 4, activation: tanh, init: { gain: 20 } }
            train: { batch_size: 64 }
            grid: { steps: [10, 600] }
            handlers: [ saturated_units: { above: 0.9999, every: 1 } ]
            """ + "\n");
        var finished = _at.Run("run", "map.yaml", "--max-memory", "128M", "--workers", "2");
        Assert.True(finished.ExitCode == 2, finished.ToString());
        Assert.Contains("1 completed, 1 failed", finished.Out, StringComparison.Ordinal);
        Assert.Contains("The run needs more memory than there is, or than --max-memory allows.", finished.Error, StringComparison.Ordinal);
        Assert.Contains("more memory", _at.Run("show", "results/map", "1").Out, StringComparison.Ordinal);
        var retried = _at.Run("run", "map.yaml", "--retry-failed", "--quiet");
        Assert.True(retried.ExitCode == 0, retried.ToString());
    }

    private string Define(int steps = 1500)
    {
        var file = Talkative + ".yaml";
        File.WriteAllText(_at.In(file), $$"""
            name: {{Talkative}}
            dataset: { source: words.txt, context: 3, split: { train: 0.8, valid: 0.1, test: 0.1 } }
            model: { embedding: 2, width: 4, depth: 2 }
            train: { steps: {{steps}}, batch_size: 4 }
            grid: { seed: { count: 3 } }
            handlers:
              - histogram: { of: [output], bins: 50, every: 1 }
            """ + "\n");
        return file;
    }

    /// <summary>Runs a sweep and says how many workers it started with.</summary>
    private int Started(params IEnumerable<string> arguments)
    {
        var finished = _at.Run(arguments);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        return finished.Lines.Select(line => JsonNode.Parse(line)!).Where(happened => (string?)happened["event"] is "sweep_started").Select(happened => (int)happened["workers"]!).Single();
    }

    // Field 19 of proc(5)'s stat, counted behind the name, which may hold anything.
    private static int? Niceness(string task)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(task, "stat"));
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
