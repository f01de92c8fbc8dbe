using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sweeps.Core.Files;

/// <summary>The like of <see cref="Posix"/> on Windows.</summary>
internal static partial class WindowsFiles
{
    private const int ReplaceExisting = 1;
    private const int WriteThrough = 8;
    private const int LongestPlainPath = 247;

    public const int ErrorNotSameDevice = 17;

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool FlushFileBuffers(SafeFileHandle file);

    [LibraryImport("kernel32", EntryPoint = "MoveFileExW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool MoveFileEx(string from, string to, int flags);

    /// <summary>A rename within a volume; nothing is copied to another one.</summary>
    public static bool Move(string from, string to, bool replace) => MoveFileEx(Long(from), Long(to), WriteThrough | (replace ? ReplaceExisting : 0));

    private static string Long(string path)
    {
        var full = Path.GetFullPath(path);
        if (full.Length <= LongestPlainPath || full.StartsWith(@"\\?\", StringComparison.Ordinal))
            return full;
        return full.StartsWith(@"\\", StringComparison.Ordinal) ? @"\\?\UNC\" + full[2..] : @"\\?\" + full;
    }
}
