using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Cli.Tests.Torch;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Slurm;

[Kind(TestKind.Cluster)]
public sealed class SubmitTests(Cluster cluster) : IClassFixture<Cluster>, IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public void Four_tasks_of_which_some_are_killed_stopped_and_requeued_give_the_bytes_of_the_local_run()
    {
        Assert.SkipWhen(cluster.WhyNot is not null, cluster.WhyNot ?? "");
        var file = _at.Define(steps: 8000, grid: "grid: { activation: [tanh, relu, selu, gelu], seed: { count: 4 } }", handler: "brake");
        Assert.Equal(0, _at.Run("run", file, "--out", "local", "--quiet", "--plugin", Workspace.Plugin).ExitCode);

        // No task ends before it has been disturbed.
        _at.Brake(isOn: true);
        var submitted = Sweeps("submit", file, "--tasks", "4", "--time", "10", "--plugin", Workspace.Plugin);
        Assert.True(submitted.ExitCode == 0, submitted.ToString());
        Assert.Contains("16 runs in 4 tasks", submitted.Out, StringComparison.Ordinal);
        Assert.Equal(2, Submission()["arrays"]!.AsArray().Count);
        Wait.Until(() => File.Exists(StateFile(2)));
        cluster.Ask("kill", "-KILL", Process(2));
        Wait.Until(() => File.Exists(StateFile(3)));
        cluster.Ask("scancel", "--batch", "--signal=TERM", Task(3));
        Wait.Until(() => JsonNode.Parse(File.ReadAllText(StateFile(3)))!["ended"] is not null);
        _at.Brake(isOn: false);

        // The merge waits for all tasks, however they end, and makes tables of what there is.
        cluster.WaitUntilIdle();
        var status = Status();
        Assert.True((int)status["remaining"]! is >= 1 and <= 15, status.ToJsonString() + Outputs());
        Assert.Equal(("FAILED", null), Ended(status, 2));
        Assert.Equal(("FAILED", 130), Ended(status, 3));
        Assert.Equal(("COMPLETED", 0), Ended(status, 1));
        Assert.Equal(("COMPLETED", 0), Ended(status, 4));
        Assert.Contains("without a word", Sweeps("status", "results/small").Out, StringComparison.Ordinal);
        Assert.True(File.Exists(_at.In("results", "small", "runs.parquet")));
        var merge = (string)Submission()["merge"]!;

        // What is requeued goes on where it stopped, and brings a merge of its own.
        cluster.Ask("scontrol", "requeue", Task(2));
        cluster.Ask("scontrol", "requeue", Task(3));
        cluster.WaitUntilIdle();
        status = Status();
        Assert.Equal(0, (int)status["remaining"]!);
        Assert.True((bool)status["is_complete"]!);
        foreach (var (share, starts) in new[] { (1, 1), (2, 2), (3, 2), (4, 1) })
        {
            Assert.Equal(("COMPLETED", 0), Ended(status, share));
            Assert.Equal(starts, (int)status["tasks"]![share - 1]!["starts"]!);
        }

        Assert.NotEqual(merge, (string)Submission()["merge"]!);
        Assert.Equal(_at.Checksums("local/small"), Tables());
    }

    [Fact]
    public void The_merge_runs_by_itself_and_a_dry_run_leaves_nothing()
    {
        Assert.SkipWhen(cluster.WhyNot is not null, cluster.WhyNot ?? "");
        var file = _at.Define();
        var dry = Sweeps("submit", file, "--tasks", "3", "--throttle", "2", "--sbatch-arg=--comment=two words", "--dry-run");
        Assert.True(dry.ExitCode == 0, dry.ToString());
        Assert.Contains("sbatch --parsable --array=0-2%2 ", dry.Out, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --comment=\"two words\"", dry.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_at.In("results")));

        Assert.Equal(0, Sweeps("submit", file, "--tasks", "3", "--throttle", "2", "--sbatch-arg=--comment=two words").ExitCode);
        cluster.WaitUntilIdle();
        var status = Sweeps("status", "results/small");
        Assert.Contains("remaining  0", status.Out, StringComparison.Ordinal);
        Assert.Contains($"Tasks: 3 COMPLETED; merge {Submission()["merge"]} COMPLETED", status.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(_at.In("results", "small", "runs.parquet")));
    }

    [Fact]
    [Kind(TestKind.Torch)]
    public void Tasks_find_LibTorch_where_the_program_finds_it()
    {
        Assert.SkipWhen(cluster.WhyNot is not null, cluster.WhyNot ?? "");
        Assert.SkipWhen(InstalledTorch.WhyNot is not null, InstalledTorch.WhyNot ?? "");
        using var torch = new InstalledTorch();
        var environment = new Dictionary<string, string?>(cluster.Environment.Concat(torch.Environment), StringComparer.Ordinal);
        var file = _at.Define(more: "engine: torch");
        Assert.Equal(0, SweepsProcess.Run(_at.Folder, environment, "run", file, "--out", "local", "--quiet").ExitCode);
        // Where there is none, nothing is submitted.
        var without = new Dictionary<string, string?>(environment, StringComparer.Ordinal) { ["XDG_DATA_HOME"] = _at.In("nothing") };
        var refused = SweepsProcess.Run(_at.Folder, without, "submit", file, "--tasks", "2");
        Assert.True(refused.ExitCode == 1, refused.ToString());
        Assert.Contains("'scripts/install --torch'", refused.Error, StringComparison.Ordinal);

        var submitted = SweepsProcess.Run(_at.Folder, environment, "submit", file, "--tasks", "2");
        Assert.True(submitted.ExitCode == 0, submitted.ToString());
        cluster.WaitUntilIdle();
        var status = JsonNode.Parse(SweepsProcess.Run(_at.Folder, environment, "status", "results/small", "--json").Out)!;
        Assert.True((int)status["completed"]! == 4 && (bool)status["is_complete"]!, status.ToJsonString() + Outputs());
        Assert.Equal(_at.Checksums("local/small"), Tables());
        var verified = SweepsProcess.Run(_at.Folder, environment, "verify", "results/small");
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    [Theory]
    [InlineData("--tasks", "0")]
    [InlineData("--tasks", "2", "--sbatch-arg=account")]
    [InlineData("--tasks", "2", "--time", "1\n2")]
    public void What_Slurm_would_misread_is_refused(params string[] arguments)
    {
        var file = _at.Define();
        Assert.Equal(1, _at.Run([.. new[] { "submit", file, "--dry-run" }, .. arguments]).ExitCode);
    }

    private Finished Sweeps(params IEnumerable<string> arguments) => SweepsProcess.Run(_at.Folder, cluster.Environment, arguments);

    private JsonNode Status()
    {
        var status = Sweeps("status", "results/small", "--json");
        Assert.True(status.ExitCode == 0, status.ToString());
        return JsonNode.Parse(status.Out)!;
    }

    /// <summary>What tasks said, for a test that fails.</summary>
    private string Outputs() => string.Concat(Directory.GetFiles(_at.In("results", "small", "slurm"), "*.out").Select(file => $"\n{Path.GetFileName(file)}: {File.ReadAllText(file)}"));

    private JsonNode Submission() => JsonNode.Parse(File.ReadAllText(_at.In("results", "small", "slurm", "submission.json")))!;

    /// <summary>Slurm's name of the task with a share.</summary>
    private string Task(int share)
    {
        var state = JsonNode.Parse(File.ReadAllText(StateFile(share)))!;
        return $"{state["job"]}_{state["index"]}";
    }

    private string Process(int share) => JsonNode.Parse(File.ReadAllText(StateFile(share)))!["process"]!.ToJsonString();

    private string StateFile(int share) => _at.In("results", "small", "slurm", $"task-{share.ToString(CultureInfo.InvariantCulture)}-of-4.json");

    private static (string State, int? ExitCode) Ended(JsonNode status, int share)
    {
        var task = status["tasks"]![share - 1]!;
        return ((string)task["slurm"]!, (int?)task["exit_code"]);
    }

    /// <summary>The checksums of what the local run has, too.</summary>
    private SortedDictionary<string, string> Tables()
    {
        var sums = _at.Checksums("results/small");
        foreach (var own in sums.Keys.Where(key => key.StartsWith("slurm", StringComparison.Ordinal) || key.StartsWith("log.", StringComparison.Ordinal)).ToList())
            sums.Remove(own);
        return sums;
    }
}
