using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>A shell in a terminal of a size: what stands on the screen, and above it, is read as a user sees it.</summary>
internal sealed class Tmux : IDisposable
{
    /// <summary>Not a matter of speed: what never comes about should fail the test instead of hanging it.</summary>
    private static readonly TimeSpan s_most = TimeSpan.FromMinutes(3);

    // A server of its own: it does not meet the user's, nor another test's.
    private readonly string _server = $"sweeps-{Environment.ProcessId}-{Guid.NewGuid().ToString("n")[..8]}";
    private readonly string _folder;

    /// <param name="environment">Variables of the shell: <c>TERM=dumb</c>. It finds the program as <c>sweeps</c>.</param>
    public Tmux(string folder, int width, int height, params IEnumerable<string> environment)
    {
        _folder = folder;
        Programs.Install(folder);
        File.WriteAllText(Path.Combine(folder, "tmux.conf"), "set -g history-limit 20000\nset -g default-terminal screen-256color\nset -g remain-on-exit on\n");
        var variables = string.Join(' ', environment.Prepend($"'PATH={Programs.Path(folder)}'"));
        string[] command = ["new-session", "-d", "-x", Text(width), "-y", Text(height), $"env {variables} PS1='$ ' bash --norc --noprofile"];
        Ask(["-f", Path.Combine(folder, "tmux.conf"), .. command]);
    }

    /// <summary>Why there is none; null if there is one.</summary>
    public static string? WhyNot { get; } = OperatingSystem.IsWindows() ? "There is no tmux on Windows." : Find() ? null : "tmux is missing: .ci/install brings it.";

    /// <summary>Everything that was ever written, from the first line to the last: trailing spaces are cut, and lines that the terminal broke are as it broke them.</summary>
    public string[] All => Lines("-S", "-");

    /// <summary>What stands on the screen.</summary>
    public string[] Screen => Lines();

    /// <summary>What stands on the screen, with its escape sequences for colours.</summary>
    public string Painted => Ask("capture-pane", "-p", "-e");

    public void Type(string line) => Ask("send-keys", line, "Enter");

    public void Press(string key) => Ask("send-keys", key);

    public void Resize(int width, int height) => Ask("resize-window", "-x", Text(width), "-y", Text(height));

    /// <summary>Closes the terminal as a user closes its window.</summary>
    public void Close() => Ask("kill-pane");

    /// <summary>Waits until some line holds a text.</summary>
    /// <returns>The screen then.</returns>
    public string[] WaitFor(string text) => WaitUntil(lines => lines.Any(line => line.Contains(text, StringComparison.Ordinal)));

    /// <summary>Waits until the lines of the screen are as they should be.</summary>
    public string[] WaitUntil(Func<string[], bool> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var screen = Screen;
            if (isSo(screen))
                return screen;
            Assert.True(TimeProvider.System.GetElapsedTime(started) < s_most, string.Join('\n', All));
            Thread.Sleep(50);
        }
    }

    public void Dispose() => Run("kill-server");

    private static bool Find()
    {
        try
        {
            using var process = TestProcess.Start(new ProcessStartInfo("tmux", ["-V"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private string[] Lines(params string[] options) => Ask(["capture-pane", "-p", .. options]).TrimEnd('\n').Split('\n');

    private string Ask(params string[] command)
    {
        var (exitCode, output) = Run(command);
        Assert.True(exitCode == 0, $"tmux {string.Join(' ', command)}: {output}");
        return output;
    }

    private (int ExitCode, string Output) Run(params string[] command)
    {
        var start = new ProcessStartInfo("tmux", ["-u", "-L", _server, .. command])
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["LANG"] = start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment.Remove("TMUX");
        start.Environment.Remove("SWEEPS_DATA");
        start.Environment.Remove("NO_COLOR");
        using var process = TestProcess.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
