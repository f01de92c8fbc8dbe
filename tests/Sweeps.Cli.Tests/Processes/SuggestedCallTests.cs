using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>What is suggested, run by a shell as it was printed, goes on with the sweep and writes nowhere else.</summary>
[Kind(TestKind.Process)]
public sealed class SuggestedCallTests : IDisposable
{
    /// <summary>A folder whose name a shell would take apart and a terminal would obey.</summary>
    private const string Folder = "a 'b' $HOME `c` \u001b[31m\n\u202e";
    private readonly Workspace _at = new();

    public SuggestedCallTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such shell.");
        // A sweep of the same name where a call that has lost an option would write.
        File.WriteAllText(_at.In("rs.yaml"), """
            name: rs
            dataset: { source: list }
            model: { width: 8, depth: 1, embedding: 2 }
            train: { steps: 20, batch_size: 4 }
            grid: { lr: [0.1, 0.2], seed: [1, 2] }
            handlers: [ brake ]
            """ + "\n");
        Directory.CreateDirectory(_at.In("da ta"));
        File.Move(_at.In("words.txt"), _at.In("da ta", "list.txt"));
        Programs.Install(_at.Folder);
    }

    public void Dispose() => _at.Dispose();

    [Fact]
    public void Every_call_goes_on_with_the_sweep_that_it_was_told_of()
    {
        string[] options = ["--out", Folder, "--set", "lr=[0.1, 0.7]", "--plugin", Workspace.Plugin, "--workers", "1"];
        var planned = Sweeps(["plan", "rs.yaml", .. options, "--where", "seed < 2"]);
        Assert.Contains("2 runs", planned.Out, StringComparison.Ordinal);

        var first = Shell(Call(planned, "run") + " --limit 1");
        Assert.Contains("rs: 4 runs, 2 due, the limit is 1, 1 to train", first.Out, StringComparison.Ordinal);
        var second = Shell(Call(first, "run"));
        Assert.Contains("1 run trained in", second.Out, StringComparison.Ordinal);
        Assert.Contains("2 completed, 2 not done", second.Out, StringComparison.Ordinal);

        // Of what the condition chooses nothing is left: the rest is trained without it.
        var status = Sweeps(["status", Path.Combine(Folder, "rs"), "--plugin", Workspace.Plugin]);
        Assert.Contains("remaining  2", status.Out, StringComparison.Ordinal);
        var third = Shell(Call(status, "run") + " --limit 1");
        Assert.Contains("3 completed, 1 not done", third.Out, StringComparison.Ordinal);
        var last = Shell(Call(second, "run"));
        Assert.Contains("1 run trained in", last.Out, StringComparison.Ordinal);
        Assert.Contains("4 completed", last.Out, StringComparison.Ordinal);
        Assert.Contains("run ", Shell(Call(last, "show")).Out, StringComparison.Ordinal);
        Assert.Contains("loss_valid", Shell(Call(last, "summary")).Out, StringComparison.Ordinal);
        Shell(Call(last, "report"));
        Assert.True(File.Exists(_at.In(Folder, "rs", "report.html")));
        NothingElse();
    }

    [Fact]
    public void A_share_tells_how_to_merge_and_a_merge_how_to_go_on()
    {
        var share = Sweeps(["run", "rs.yaml", "--out", Folder, "--plugin", Workspace.Plugin, "--shard", "1/2"]);
        var merged = Shell(Call(share, "merge"));
        Assert.Contains("rs: 4 runs, 2 done; the tables are made of what there is", merged.Out, StringComparison.Ordinal);
        Assert.Contains("4 completed", Shell(Call(merged, "run")).Out, StringComparison.Ordinal);
        NothingElse();
    }

    [Theory]
    [InlineData("--fresh")]
    [InlineData("--limit", "3")]
    public void After_a_stop_nothing_is_begun_afresh_or_counted_twice(params string[] options)
    {
        File.WriteAllText(_at.In("second.yaml"), File.ReadAllText(_at.In("rs.yaml")).Replace("name: rs", "name: second", StringComparison.Ordinal));
        File.WriteAllText(_at.In("rs.yaml"), File.ReadAllText(_at.In("rs.yaml")).Replace("steps: 20", "steps: 60000", StringComparison.Ordinal).Replace("[ brake ]", "[ brake: { every: 1 } ]", StringComparison.Ordinal));
        _at.Brake(isOn: true);
        Finished stopped;
        using (var process = SweepsProcess.Start(_at.Folder, Environment(), ["run", "rs.yaml", "second.yaml", "--json", "--workers", "1", "--plugin", Workspace.Plugin, "--out", Folder, .. options]))
        {
            if (!process.WaitFor("\"run_progressed\""))
                Assert.Fail(process.Wait().ToString());
            process.Signal("TERM");
            stopped = process.Wait();
        }

        Assert.Equal(130, stopped.ExitCode);
        _at.Brake(isOn: false);
        var calls = Calls(stopped.Error, "run");
        Assert.Equal(2, calls.Length);
        var went = Shell(calls[0].Replace("--json", "", StringComparison.Ordinal));
        Assert.Contains(options.Contains("--limit") ? "3 completed, 1 not done" : "4 completed", went.Out, StringComparison.Ordinal);
        Assert.Equal(options.Contains("--fresh"), calls[1].Contains("--fresh", StringComparison.Ordinal));
        Assert.DoesNotContain("--fresh", calls[0], StringComparison.Ordinal);
        Assert.Contains("\"name\":\"second\"", Shell(calls[1]).Out, StringComparison.Ordinal);
    }

    /// <summary>The suggested call of a verb.</summary>
    private static string Call(Finished told, string verb) => Assert.Single(Calls(told.Out, verb));

    private static string[] Calls(string text, string verb)
    {
        // Neither a terminal nor a file gets what it would obey.
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
        return [.. text.Split('\n').Select(line => line.IndexOf("SWEEPS_DATA=", StringComparison.Ordinal) is > 0 and var start ? line[start..] : line.Trim()).Where(line => line.Contains($"sweeps {verb} ", StringComparison.Ordinal))];
    }

    private Finished Sweeps(string[] arguments) => Checked(SweepsProcess.Run(_at.Folder, Environment(), arguments));

    /// <summary>A shell without SWEEPS_DATA, as another terminal has it.</summary>
    private Finished Shell(string line)
    {
        var environment = new Dictionary<string, string?>(Environment(), StringComparer.Ordinal) { ["SWEEPS_DATA"] = null };
        using var process = SweepsProcess.Start(_at.Folder, environment, "bash", ["-c", line]);
        return Checked(process.Wait());
    }

    private static Finished Checked(Finished finished)
    {
        Assert.True(finished.ExitCode == 0, finished.ToString());
        return finished;
    }

    private Dictionary<string, string?> Environment() => new(StringComparer.Ordinal) { ["SWEEPS_DATA"] = "da ta", ["PATH"] = Programs.Path(_at.Folder) };

    private void NothingElse()
    {
        Assert.False(Directory.Exists(_at.In("results")));
        Assert.Equal(["rs"], Directory.GetDirectories(_at.In(Folder)).Select(Path.GetFileName));
    }
}
