using System.Diagnostics;
using System.Globalization;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Faults;

/// <summary>A file system of its own in memory, that can be small. Needs root on Linux.</summary>
internal sealed class SmallDisk : IDisposable
{
    public const int AmpleKilobytes = 65536;

    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <param name="why">Why there is none.</param>
    public static SmallDisk? TryMount(string folder, out string why)
    {
        why = "Mounting a small disk needs root on Linux.";
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return null;
        Directory.CreateDirectory(folder);
        if (Mount("-t", "tmpfs", "-o", Size(AmpleKilobytes), "tmpfs", folder))
            return new SmallDisk(folder);
        why = "This machine does not let a disk be mounted, though root asks.";
        return null;
    }

    /// <summary>Leaves so much room, what is there included.</summary>
    public void Resize(int kilobytes) => Assert.True(Mount("-o", $"remount,{Size(kilobytes)}", _folder));

    public void Dispose() => Run("umount", "-l", _folder);

    private static string Size(int kilobytes) => string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k");

    private static bool Mount(params string[] arguments) => Run("mount", arguments);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = TestProcess.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
