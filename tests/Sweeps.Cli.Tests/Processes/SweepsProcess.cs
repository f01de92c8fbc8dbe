using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>What a finished process left.</summary>
internal sealed record Finished(int ExitCode, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public override string ToString() => $"exit code {ExitCode}\n--- standard output\n{Out}\n--- standard error\n{Error}";
}

/// <summary>The program as users start it: a process of its own.</summary>
internal sealed class SweepsProcess : IDisposable
{
    // What a shell without job control starts in the background ignores SIGINT, and so does all that this starts: tests, and the program that they mean to interrupt.
    private static readonly string[] s_listening = IgnoresInterrupts() ? ["env", "--default-signal=INT"] : [];

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();

    private SweepsProcess(ProcessStartInfo start)
    {
        TestProcess.Require();
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(_out, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_error, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>The program's assembly, beside the tests'.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "sweeps.dll");

    public static SweepsProcess Start(string folder, IReadOnlyDictionary<string, string?>? environment, params IEnumerable<string> arguments) =>
        Start(folder, environment, "dotnet", arguments.Prepend(Assembly));

    public static SweepsProcess Start(string folder, IReadOnlyDictionary<string, string?>? environment, string program, IEnumerable<string> arguments)
    {
        string[] command = [.. s_listening, program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Remove("SWEEPS_DATA");
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
            start.Environment[name] = value;
        return new SweepsProcess(start);
    }

    /// <summary>Runs it to its end.</summary>
    public static Finished Run(string folder, params IEnumerable<string> arguments) => Run(folder, null, arguments);

    public static Finished Run(string folder, IReadOnlyDictionary<string, string?>? environment, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, environment, arguments);
        return process.Wait();
    }

    public Finished Wait()
    {
        _process.WaitForExit();
        return new Finished(_process.ExitCode, Text(_out), Text(_error));
    }

    /// <summary>Waits until standard output holds a text so many times, or the process has ended.</summary>
    /// <returns>Whether it does.</returns>
    public bool WaitFor(string text, int times = 1)
    {
        while (true)
        {
            var ended = _process.HasExited;
            if (Text(_out).Split(text).Length > times)
                return true;
            if (ended)
                return false;
            Thread.Sleep(2);
        }
    }

    /// <summary>Waits for what another process does.</summary>
    public static void WaitUntil(Func<bool> isReached)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!isReached())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(3), "It did not come about.");
            Thread.Sleep(50);
        }
    }

    /// <summary>Sends a signal by its name (INT, TERM, KILL).</summary>
    public void Signal(string name)
    {
        using var kill = TestProcess.Start("kill", ["-s", name, Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Sends a signal unless the process has ended.</summary>
    public void TrySignal(string name)
    {
        using var kill = TestProcess.Start(new ProcessStartInfo("kill", ["-s", name, Id.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false, RedirectStandardError = true });
        kill!.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    // proc(5): a mask in which signal n has bit n - 1.
    private static bool IgnoresInterrupts()
    {
        const string Ignored = "SigIgn:";
        const int Interrupt = 2;
        return OperatingSystem.IsLinux()
            && File.ReadLines("/proc/self/status").First(line => line.StartsWith(Ignored, StringComparison.Ordinal)) is var line
            && (ulong.Parse(line.AsSpan(Ignored.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (Interrupt - 1))) != 0;
    }

    private static void Add(StringBuilder to, string? line)
    {
        if (line is null)
            return;
        lock (to)
            to.Append(line).Append('\n');
    }

    private static string Text(StringBuilder from)
    {
        lock (from)
            return from.ToString();
    }
}
