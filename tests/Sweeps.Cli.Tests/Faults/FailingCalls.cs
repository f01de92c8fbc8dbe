using System.Diagnostics;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Faults;

/// <summary>Lets calls of the program into the system fail, with strace(1).</summary>
internal static class FailingCalls
{
    public const string WhyNot = "There is no strace here, or it may not look at processes.";

    private static readonly Lazy<bool> s_exist = new(TryOut);

    public static bool Exist => s_exist.Value;

    /// <param name="trace">A file that tells afterwards what was done.</param>
    /// <param name="inject">What fails and how, as strace takes it: <c>fsync:error=EIO:when=3</c>, counted for each thread by itself.</param>
    /// <param name="paths">Files that the calls must be about; none for all.</param>
    /// <returns>What the program left, and how many calls failed.</returns>
    public static (Finished Finished, int Failed) Run(string folder, string trace, string inject, IEnumerable<string> paths, params IEnumerable<string> arguments)
    {
        var calls = inject[..inject.IndexOf(':', StringComparison.Ordinal)];
        using var process = SweepsProcess.Start(folder, null, "strace",
            ["-f", "-qq", "-o", trace, "-e", "trace=" + calls, "-e", "signal=none", "-e", "inject=" + inject, .. paths.SelectMany(path => new[] { "-P", path }), "dotnet", SweepsProcess.Assembly, .. arguments]);
        var finished = process.Wait();
        return (finished, File.ReadLines(trace).Count(line => line.Contains("(INJECTED)", StringComparison.Ordinal)));
    }

    private static bool TryOut()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            using var process = TestProcess.Start(new ProcessStartInfo("strace", ["-o", "/dev/null", "true"]) { UseShellExecute = false, RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
