using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Core.Files;
using Sweeps.Core.Store;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

[Kind(TestKind.Process)]
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

    [Theory]
    [InlineData("run failing.yaml --json >/dev/full")]
    [InlineData("run failing.yaml >&-")]
    [InlineData("plan failing.yaml >/dev/full")]
    [InlineData("run failing.yaml --help >/dev/full")]
    [InlineData("schema >/dev/full 2>&1", "")]
    public void Standard_output_that_cannot_be_written_gives_exit_code_4(string line, string told = "error: Cannot write to standard output: ")
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has a device that is always full.");
        Define(failing: false);
        var finished = Shell($"dotnet '{SweepsProcess.Assembly}' {line}");
        Assert.True(finished.ExitCode == 4, finished.ToString());
        Assert.StartsWith(told, finished.Error, StringComparison.Ordinal);
        Assert.Equal(told.Length == 0 ? 0 : 1, finished.ErrorLines.Length);
    }

    [Fact]
    public async Task What_is_trained_when_standard_output_becomes_full_is_stored_and_no_run_has_failed_of_it()
    {
        Define(failing: false);
        using var full = new FullAfter(lines: 5);
        using var output = new StandardStream(full, mayBeLost: false);
        using var error = new StringWriter();
        var exitCode = await SweepsCommand.InvokeAsync(["run", _at.In("failing.yaml"), "--out", _at.In("results"), "--json", "--workers", "1"], Verbs.InProcess.Context(new Terminal(output, error, IsInteractive: false, HasColours: false)));
        Assert.Equal(4, exitCode);
        Assert.Equal("error: Cannot write to standard output: full.", error.ToString().Trim());
        using var reader = ResultsReader.Open(SweepPaths.OfFolder(_at.In("results", "failing")), Shipped.Parameters);
        var stored = reader.Status();
        Assert.InRange(stored.Completed, 1, 4);
        Assert.Equal(stored.Completed, stored.Done);
    }

    [Fact]
    public void A_sweep_goes_on_when_nobody_reads_what_it_tells()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell.");
        Define(failing: false);
        var finished = Shell($"dotnet '{SweepsProcess.Assembly}' run failing.yaml --json | head -n 1");
        Assert.Equal("", finished.Error);
        Assert.Contains("sweep_started", Assert.Single(finished.Lines), StringComparison.Ordinal);
        Assert.True(File.Exists(_at.In("results", "failing", "runs.parquet")));
    }

    private Finished Shell(string line)
    {
        using var process = SweepsProcess.Start(_at.Folder, null, "sh", ["-c", line]);
        return process.Wait();
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

    private sealed class FullAfter(int lines) : StringWriter
    {
        private int _left = lines;

        public override void WriteLine(string? value)
        {
            if (--_left < 0)
                throw new IOException("full");
        }
    }
}
