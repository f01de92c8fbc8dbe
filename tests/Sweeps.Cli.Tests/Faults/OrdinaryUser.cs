using Sweeps.Cli.Tests.Processes;

namespace Sweeps.Cli.Tests.Faults;

/// <summary>Starts the program as a user whom a folder's permissions bind: root, as whom tests may run, is above them.</summary>
internal static class OrdinaryUser
{
    private const string Program = "/usr/bin/setpriv";
    private const string Nobody = "65534";

    private static bool IsRoot => Environment.IsPrivilegedProcess;

    public static bool Exists => !OperatingSystem.IsWindows() && (!IsRoot || File.Exists(Program));

    public static string WhyNot => "Permissions bind no one here: there is no setpriv to become an ordinary user with, or no POSIX permissions.";

    public static SweepsProcess Start(string folder, params IEnumerable<string> arguments) => IsRoot
        ? SweepsProcess.Start(folder, null, Program, ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", "dotnet", SweepsProcess.Assembly, .. arguments])
        : SweepsProcess.Start(folder, null, arguments);

    /// <summary>Lets everybody into a folder, and write into another.</summary>
    public static void Allow(string enter, string write)
    {
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(enter, File.GetUnixFileMode(enter) | UnixFileMode.OtherExecute | UnixFileMode.OtherRead);
        File.SetUnixFileMode(write, (UnixFileMode)0x1FF);
    }

    /// <summary>Lets nobody but root make or rename files in a folder and those below, or everybody again.</summary>
    public static void SetWritable(string folder, bool isWritable)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
            return;
        const UnixFileMode Write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        foreach (var at in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).Prepend(folder))
        {
            try
            {
                var mode = File.GetUnixFileMode(at);
                File.SetUnixFileMode(at, isWritable ? mode | Write : mode & ~Write);
            }
            catch (DirectoryNotFoundException)
            {
                // The sweep removed it meanwhile.
            }
        }
    }
}
