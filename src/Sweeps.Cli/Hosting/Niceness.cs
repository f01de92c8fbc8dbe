using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Sweeps.Cli.Output;

namespace Sweeps.Cli.Hosting;

/// <summary>Gives way to other processes, as nice(1) does.</summary>
internal static class Niceness
{
    public const int Most = 19;

    /// <summary>From here on Windows has but its lowest class.</summary>
    private const int Idle = 15;

    private const int WhichProcess = 0;

    /// <summary>ESRCH: it has ended meanwhile.</summary>
    private const int NoSuchThread = 3;

    /// <summary>Sets the niceness of the process. What the system does not allow is told and no reason to end.</summary>
    public static void Set(int niceness, Terminal terminal)
    {
        if (niceness == 0)
            return;
        try
        {
            if (OperatingSystem.IsWindows())
            {
                using var process = Process.GetCurrentProcess();
                process.PriorityClass = niceness < Idle ? ProcessPriorityClass.BelowNormal : ProcessPriorityClass.Idle;
            }
            else if (!Threads().All(thread => TrySet(thread, niceness)))
            {
                terminal.Warn(string.Create(CultureInfo.InvariantCulture, $"--nice {niceness} could not be set; a process cannot become less nice than it was started."));
            }
        }
        catch (Exception refused) when (refused is System.ComponentModel.Win32Exception or DllNotFoundException or EntryPointNotFoundException or NotSupportedException)
        {
            terminal.Warn($"--nice is not to be had on this system ({refused.Message}).");
        }
    }

    private static bool TrySet(uint thread, int niceness) =>
        SetPriority(WhichProcess, thread, niceness) == 0 || Marshal.GetLastPInvokeError() == NoSuchThread;

    // Linux has a niceness per thread: threads that are there already must be asked one by one, later ones inherit it. 0 is the caller.
    // Looked up twice: one that had not been asked yet may have started another meanwhile.
    private static IEnumerable<uint> Threads() => OperatingSystem.IsLinux()
        ? Enumerable.Range(0, 2).SelectMany(_ => Directory.GetDirectories("/proc/self/task")).Select(task => uint.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture))
        : [0];

    [DllImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int niceness);
}
