using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

[Kind(TestKind.Process)]
public sealed class StopTests : IDisposable
{
    private const string Grid = "grid: { width: [9, 10], activation: [tanh, gelu], seed: { count: 3 } }";

    /// <summary>The last six runs do not end while the brake is on.</summary>
    private const string Braked = "brake: { width: 10 }";
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    public void A_signal_stops_in_order_and_the_same_command_goes_on(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no POSIX signals.");
        var file = Whole();
        _at.Brake(isOn: true);
        using (var process = SweepsProcess.Start(_at.Folder, null, "run", file, "--json", "--workers", "2", "--plugin", Workspace.Plugin))
        {
            Assert.True(process.WaitFor("\"run_finished\"", 2));
            process.Signal(signal);
            var stopped = process.Wait();
            Assert.True(stopped.ExitCode == 130, stopped.ToString());
            Assert.Contains("Stopped.", stopped.Error, StringComparison.Ordinal);
            Assert.Contains($"run {file} --json --workers 2 --plugin ", stopped.Error, StringComparison.Ordinal);
            Assert.Contains("\"stopped\":true", stopped.Lines[^1], StringComparison.Ordinal);
        }

        _at.Brake(isOn: false);
        var status = _at.Run("status", "results/small", "--plugin", Workspace.Plugin);
        Assert.Equal(0, status.ExitCode);
        Assert.DoesNotContain("remaining  0", status.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("remaining  unknown", status.Out, StringComparison.Ordinal);
        GoesOnToTheSameBytes(file);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    public void A_signal_ends_what_has_nothing_to_stop_with_the_same_code(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no POSIX signals.");
        using var process = SweepsProcess.Start(_at.Folder, null, "gradcheck");
        Assert.True(process.WaitFor("maxdiff", 1));
        process.Signal(signal);
        Assert.Equal(130, process.Wait().ExitCode);
    }

    [Fact]
    public void After_kills_the_same_command_gives_the_bytes_of_an_uninterrupted_sweep()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no POSIX signals.");
        var file = Whole();
        foreach (var (text, times) in new[] { ("\"run_started\"", 2), ("\"run_finished\"", 3), ("\"tables_started\"", 1) })
        {
            // No table is written before the last run has ended.
            _at.Brake(isOn: text is not "\"tables_started\"");
            using var process = SweepsProcess.Start(_at.Folder, null, "run", file, "--json", "--workers", "2", "--plugin", Workspace.Plugin);
            Assert.True(process.WaitFor(text, times));
            process.Signal("KILL");
            process.Wait();
        }

        GoesOnToTheSameBytes(file);
    }

    private string Whole()
    {
        var file = _at.Define(steps: 4000, grid: Grid, handler: Braked);
        Assert.Equal(0, _at.Run("run", file, "--out", "whole", "--quiet", "--plugin", Workspace.Plugin).ExitCode);
        return file;
    }

    private void GoesOnToTheSameBytes(string file)
    {
        Assert.Equal(0, _at.Run("run", file, "--quiet", "--plugin", Workspace.Plugin).ExitCode);
        Assert.Equal(_at.Checksums("whole/small"), _at.Checksums("results/small"));
    }
}
