using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Processes;

namespace Sweeps.Cli.Tests.Slurm;

public sealed class SubmitTests(Cluster cluster) : IClassFixture<Cluster>, IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public void Four_tasks_one_of_them_killed_and_requeued_give_the_bytes_of_the_local_run()
    {
        Assert.SkipWhen(cluster.WhyNot is not null, cluster.WhyNot ?? "");
        var file = _at.Define(steps: 8000, grid: "grid: { activation: [tanh, relu, selu, gelu], seed: { count: 4 } }");
        Assert.Equal(0, _at.Run("run", file, "--out", "local", "--quiet").ExitCode);

        var submitted = Sweeps("submit", file, "--tasks", "4", "--time", "10");
        Assert.True(submitted.ExitCode == 0, submitted.ToString());
        Assert.Contains("16 runs in 4 tasks", submitted.Out, StringComparison.Ordinal);
        WaitUntil(() => File.Exists(State(2)));
        var process = JsonNode.Parse(File.ReadAllText(State(2)))!["process"]!.GetValue<int>().ToString(CultureInfo.InvariantCulture);
        cluster.Ask("kill", "-KILL", process);
        var victim = WaitForTask("1-of-4", task => (string?)task["slurm"] is "FAILED" or "NODE_FAIL");

        var name = (string)victim["task"]!;
        cluster.Ask("scontrol", "requeue", name);
        // Slurm lets a requeued job wait for two minutes; a person may tell it not to.
        cluster.Ask("scontrol", "update", "JobId=" + name, "StartTime=now");
        var again = WaitForTask("1-of-4", task => (int?)task["exit_code"] is 0);
        Assert.Equal(2, (int?)again["starts"]);
        foreach (var share in new[] { 0, 2, 3 })
            Assert.Equal(1, (int?)WaitForTask($"{share}-of-4", task => (int?)task["exit_code"] is 0)["starts"]);

        var merged = _at.Run("merge", "results/small", "--quiet");
        Assert.True(merged.ExitCode == 0, merged.ToString());
        var actual = _at.Checksums("results/small");
        foreach (var own in actual.Keys.Where(key => key.StartsWith("slurm", StringComparison.Ordinal) || key.StartsWith("log.", StringComparison.Ordinal)).ToList())
            actual.Remove(own);
        Assert.Equal(_at.Checksums("local/small"), actual);
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
        var merge = (string)JsonNode.Parse(File.ReadAllText(_at.In("results", "small", "slurm", "submission.json")))!["merge"]!;
        WaitUntil(() => cluster.Ask("squeue", "--noheader", "--states=all", "--jobs=" + merge, "--format=%T").Trim() is "COMPLETED" or "FAILED");
        var status = Sweeps("status", "results/small");
        Assert.Contains("remaining  0", status.Out, StringComparison.Ordinal);
        Assert.Contains("Tasks: 3 COMPLETED; merge " + merge + " COMPLETED", status.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(_at.In("results", "small", "runs.parquet")));
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

    private string State(int share) => _at.In("results", "small", "slurm", $"task-{share.ToString(CultureInfo.InvariantCulture)}-of-4.json");

    /// <summary>Waits until a task is as wanted in the status.</summary>
    /// <param name="task">Its index, and the number of tasks.</param>
    private JsonObject WaitForTask(string task, Func<JsonObject, bool> isReached)
    {
        var index = int.Parse(task.Split('-')[0], CultureInfo.InvariantCulture);
        JsonObject? found = null;
        WaitUntil(() =>
        {
            var status = Sweeps("status", "results/small", "--json");
            found = status.Out.Length == 0 ? null : JsonNode.Parse(status.Out)!["tasks"]![index]!.AsObject();
            return found is not null && isReached(found);
        });
        return found!;
    }

    private static void WaitUntil(Func<bool> isReached)
    {
        // Not a matter of speed: a cluster that never gets there should fail the test instead of hanging it.
        for (var i = 0; i < 600; i++)
        {
            if (isReached())
                return;
            Thread.Sleep(300);
        }

        Assert.Fail("The cluster did not get there in time.");
    }
}
