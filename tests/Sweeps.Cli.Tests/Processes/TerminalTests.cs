using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

[Kind(TestKind.Process)]
public sealed class TerminalTests : IDisposable
{
    private const string Escape = "\u001b[";
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public void A_terminal_gets_live_progress_and_then_the_summary()
    {
        var shown = OnTerminal(null);
        Assert.Contains(Escape, shown, StringComparison.Ordinal);
        Assert.Contains("steps/s", shown, StringComparison.Ordinal);
        Assert.Contains("loss_end", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void No_color_means_none()
    {
        var shown = OnTerminal("NO_COLOR");
        Assert.Contains("steps/s", shown, StringComparison.Ordinal);
        Assert.DoesNotMatch("\u001b\\[[0-9;]*m", shown);
    }

    [Fact]
    public void A_dumb_terminal_gets_lines()
    {
        var shown = OnTerminal("TERM");
        Assert.DoesNotContain(Escape, shown, StringComparison.Ordinal);
        Assert.Contains("[4/4]", shown, StringComparison.Ordinal);
    }

    private string OnTerminal(string? variable)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "script(1) of util-linux makes the terminal.");
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["TERM"] = variable is "TERM" ? "dumb" : "xterm-256color", ["NO_COLOR"] = variable is "NO_COLOR" ? "1" : null };
        _at.Brake(isOn: true);
        var command = $"dotnet '{SweepsProcess.Assembly}' run {_at.Define(steps: 500, handler: "brake")} --workers 2 --plugin '{Workspace.Plugin}'";
        using var process = SweepsProcess.Start(_at.Folder, environment, "script", ["-qec", command, "/dev/null"]);
        var finished = process.Wait();
        Assert.True(finished.ExitCode == 0, finished.ToString());
        return finished.Out;
    }
}
