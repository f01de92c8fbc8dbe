namespace Sweeps.Cli.Tests.Processes;

public sealed class StopTests : IDisposable
{
    private const string Grid = "grid: { activation: [tanh, relu, selu, gelu], seed: { count: 6 } }";
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_stops_in_order_and_the_same_command_goes_on(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no POSIX signals.");
        var file = _at.Define(steps: 10000, grid: Grid);
        Assert.Equal(0, _at.Run("run", file, "--out", "whole", "--quiet").ExitCode);
        using (var process = SweepsProcess.Start(_at.Folder, null, "run", file, "--json", "--workers", "2"))
        {
            Assert.True(process.WaitFor("\"run_finished\"", 2));
            process.Signal(signal);
            var stopped = process.Wait();
            Assert.True(stopped.ExitCode == 130, stopped.ToString());
            Assert.Contains("Stopped.", stopped.Error, StringComparison.Ordinal);
            Assert.Contains($"run {file} --json --workers 2", stopped.Error, StringComparison.Ordinal);
            Assert.Contains("\"stopped\":true", stopped.Lines[^1], StringComparison.Ordinal);
        }

        var status = _at.Run("status", "results/small");
        Assert.Equal(0, status.ExitCode);
        Assert.DoesNotContain("remaining  0", status.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("remaining  unknown", status.Out, StringComparison.Ordinal);
        Assert.Equal(0, _at.Run("run", file, "--quiet").ExitCode);
        Assert.Equal(_at.Checksums("whole/small"), _at.Checksums("results/small"));
    }

    [Fact]
    public void After_kills_the_same_command_gives_the_bytes_of_an_uninterrupted_sweep()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no POSIX signals.");
        var file = _at.Define(steps: 10000, grid: Grid);
        Assert.Equal(0, _at.Run("run", file, "--out", "whole", "--quiet").ExitCode);
        foreach (var (text, times) in new[] { ("\"run_started\"", 2), ("\"run_finished\"", 3), ("\"tables_started\"", 1) })
        {
            using var process = SweepsProcess.Start(_at.Folder, null, "run", file, "--json", "--workers", "2");
            Assert.True(process.WaitFor(text, times));
            process.Signal("KILL");
            process.Wait();
        }

        Assert.Equal(0, _at.Run("run", file, "--quiet").ExitCode);
        Assert.Equal(_at.Checksums("whole/small"), _at.Checksums("results/small"));
    }
}
