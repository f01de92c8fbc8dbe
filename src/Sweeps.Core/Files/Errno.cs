using System.Runtime.InteropServices;

namespace Sweeps.Core.Files;

/// <summary>The error numbers of POSIX systems that decisions depend on.</summary>
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

    /// <summary>The error number of the last system call.</summary>
    public static int Last => Marshal.GetLastPInvokeError();

    /// <summary>Whether an error means that nothing has this name. No other error means this.</summary>
    public static bool IsMissing(int error) => error is ENOENT or ENOTDIR;

    /// <summary>Whether an error means that a file system does not support an operation, not that the operation failed.</summary>
    public static bool IsNotSupported(int error) => error is EINVAL or ENOTTY || error == ENOTSUP || error == EOPNOTSUPP || error == ENOSYS;
}
