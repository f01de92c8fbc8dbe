using System.Runtime.InteropServices;

namespace Sweeps.Core.Files;

/// <summary>Error numbers of POSIX systems that a decision hangs on.</summary>
internal static class Errno
{
    // These have the same number on Linux, macOS and the BSDs.
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int EINTR = 4;
    public const int EEXIST = 17;
    public const int EXDEV = 18;
    public const int ENOTDIR = 20;
    public const int EINVAL = 22;
    public const int ENOTTY = 25;

    public static int ENOTSUP { get; } = OperatingSystem.IsLinux() ? 95 : 45;

    public static int EOPNOTSUPP { get; } = OperatingSystem.IsLinux() ? 95 : OperatingSystem.IsMacOS() ? 102 : 45;

    public static int ENOSYS { get; } = OperatingSystem.IsLinux() ? 38 : 78;

    /// <summary>What the last call into the system gave.</summary>
    public static int Last => Marshal.GetLastPInvokeError();

    /// <summary>Whether an error says that there is nothing of this name. No other error says so.</summary>
    public static bool IsMissing(int error) => error is ENOENT or ENOTDIR;

    /// <summary>Whether an error says that a file system has no such operation, rather than that it failed.</summary>
    public static bool IsNotSupported(int error) => error is EINVAL or ENOTTY || error == ENOTSUP || error == EOPNOTSUPP || error == ENOSYS;
}
