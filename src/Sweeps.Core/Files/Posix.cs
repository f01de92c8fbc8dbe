using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sweeps.Core.Files;

/// <summary>Calls of the C library whose errors .NET does not report, or reports as something else.</summary>
internal static partial class Posix
{
    private const string Library = "libc";

    public const int CurrentFolder = -100;

    public const int NoFollow = 0x100;

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int FSync(int descriptor);

    /// <summary>fcntl(2) with a command that takes no argument.</summary>
    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Control(int descriptor, int command);

    [LibraryImport(Library, EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Rename(string from, string to);

    [LibraryImport(Library, EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Link(string file, string name);


    /// <summary>statx(2): unlike stat's, its structure is the same on every Linux.</summary>
    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int StatX(int folder, string path, int flags, uint mask, Span<byte> result);

    [LibraryImport(Library, EntryPoint = "lstat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int LStatOfX64(string path, Span<byte> result);

    [LibraryImport(Library, EntryPoint = "stat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int StatOfX64(string path, Span<byte> result);

    [LibraryImport(Library, EntryPoint = "lstat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int LStat(string path, Span<byte> result);

    [LibraryImport(Library, EntryPoint = "stat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Stat(string path, Span<byte> result);

    /// <summary>fsync(2) of an open file, or a stronger call of the system.</summary>
    /// <returns>0, or the error.</returns>
    public static int Sync(SafeFileHandle file)
    {
        var held = false;
        try
        {
            file.DangerousAddRef(ref held);
            return Sync((int)file.DangerousGetHandle());
        }
        finally
        {
            if (held)
                file.DangerousRelease();
        }
    }

    /// <inheritdoc cref="Sync(SafeFileHandle)"/>
    public static int Sync(int descriptor)
    {
        // fsync(2) of macOS leaves what is written in the drive's cache, which F_FULLFSYNC empties; not every file system has it.
        if (OperatingSystem.IsMacOS() && Repeated(() => Control(descriptor, FullSync)) is var error && !Errno.IsNotSupported(error))
            return error;
        return Repeated(() => FSync(descriptor));
    }

    private const int FullSync = 51;

    // A call that a signal interrupts has not failed.
    private static int Repeated(Func<int> call)
    {
        while (true)
        {
            if (call() >= 0)
                return 0;
            if (Errno.Last is var error and not Errno.EINTR)
                return error;
        }
    }
}
