using System.Runtime.InteropServices;

namespace Sweeps.Cli.Output;

/// <summary>Whether the terminal is this process's to draw on: a job in the background writes between the lines of others.</summary>
internal static class Foreground
{
    private const int StandardOutput = 1;

    /// <summary>True, too, where the terminal is not the one that controls the process, and where there are no jobs.</summary>
    public static bool IsOurs
    {
        get
        {
            if (OperatingSystem.IsWindows())
                return true;
            var foreground = ForegroundGroup(StandardOutput);
            return foreground < 0 || foreground == OwnGroup();
        }
    }

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ForegroundGroup(int descriptor);

    [DllImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OwnGroup();
}
