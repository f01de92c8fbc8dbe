namespace Sweeps.Cli.Tests.Processes;

public sealed class FailureTests : IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public void A_handler_that_throws_fails_its_run_and_no_other()
    {
        var file = Define(failing: true);
        var finished = _at.Run("run", file, "--plugin", Workspace.Plugin);
        Assert.True(finished.ExitCode == 2, finished.ToString());
        Assert.Contains("3 completed, 1 failed", finished.Out, StringComparison.Ordinal);
        Assert.Contains("planned to fail", finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
        Assert.Contains("planned to fail", _at.Run("summary", "results/failing", "--rows", "width", "--values", "status,error").Out, StringComparison.Ordinal);
        Assert.Contains("   at ", File.ReadAllText(_at.In("results", "failing", "log.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public void Failed_runs_are_trained_again_only_if_that_is_asked_for()
    {
        var file = Define(failing: true);
        Assert.Equal(2, _at.Run("run", file, "--plugin", Workspace.Plugin).ExitCode);
        var again = _at.Run("run", file, "--plugin", Workspace.Plugin);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("0 runs trained", again.Out, StringComparison.Ordinal);
        var retried = _at.Run("run", file, "--plugin", Workspace.Plugin, "--retry-failed");
        Assert.Equal(2, retried.ExitCode);
        Assert.Contains("1 run trained", retried.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_alone_loads_no_plugin()
    {
        var finished = _at.Run("run", Define(failing: true));
        Assert.Equal(1, finished.ExitCode);
        Assert.Contains("failing", finished.Error, StringComparison.Ordinal);
        Assert.Contains("failing", _at.Run("handlers", "--plugin", Workspace.Plugin).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_gives_exit_code_4()
    {
        File.WriteAllText(_at.In("results"), "in the way");
        var finished = _at.Run("run", Define(failing: false));
        Assert.Equal(4, finished.ExitCode);
        Assert.Equal("", finished.Out);
        Assert.StartsWith("error: ", finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flipped_byte_is_found_told_and_repaired()
    {
        var file = Define(failing: false);
        _at.Run("run", file);
        var sums = _at.Checksums("results/failing");
        var path = _at.In("results", "failing", "losses.parquet");
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 3] ^= 1;
        File.WriteAllBytes(path, bytes);
        var repaired = _at.Run("run", file);
        Assert.True(repaired.ExitCode == 0, repaired.ToString());
        Assert.Contains("warning: ", repaired.Error, StringComparison.Ordinal);
        foreach (var (name, sum) in sums)
            Assert.Equal(sum, _at.Checksums("results/failing")[name]);
    }

    private string Define(bool failing)
    {
        File.WriteAllText(_at.In("failing.yaml"), $$"""
            name: failing
            dataset: { source: words.txt }
            model: { embedding: 3, depth: 1 }
            train: { steps: 20, batch_size: 4 }
            grid: { width: [6, 7, 8, 9] }
            {{(failing ? "handlers: [ failing: { width: 8 } ]" : "")}}
            """);
        return "failing.yaml";
    }
}
