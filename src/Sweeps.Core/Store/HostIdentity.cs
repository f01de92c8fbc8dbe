using System.Diagnostics;
using Sweeps.Core.Files;

namespace Sweeps.Core.Store;

/// <summary>Values that identify processes and machines.</summary>
internal static class HostIdentity
{
    /// <summary>A text that is the same for exactly those processes that share process numbers: one machine or one container.</summary>
    public static string Machine { get; } = $"{Environment.MachineName}/{First("/proc/sys/kernel/random/boot_id")}/{Link("/proc/self/ns/pid")}";

    public static LockOwner Current(string session, DateTimeOffset since) =>
        new(Environment.MachineName, Machine, Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0, session, since);

    /// <summary>The start time of a process of this machine, in a unit of the system; null if there is no such process.</summary>
    public static long? StartOf(int processId)
    {
        if (OperatingSystem.IsLinux())
            return LinuxStart(processId);
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.StartTime.ToUniversalTime().Ticks;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 0;
        }
    }

    // Field 22 of /proc/<pid>/stat (proc(5)): clock ticks after boot. It is exact, while Process.StartTime depends on the clock. A zombie counts as ended.
    private static long? LinuxStart(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return null;
        }
    }

    private static string First(string file)
    {
        try
        {
            return FileProbe.SeemsReadable(file) ? File.ReadAllText(file).Trim() : "";
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return "";
        }
    }

    private static string Link(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget ?? "";
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return "";
        }
    }
}
