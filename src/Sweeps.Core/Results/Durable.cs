using System.Runtime.InteropServices;

namespace Sweeps.Core.Results;

/// <summary>Files that are on the disk when the call returns, whole or not at all.</summary>
internal static class Durable
{
    /// <summary>Writes a file under a temporary name, flushes it to the disk and renames it into place.</summary>
    /// <param name="temporary">In the same file system; what may lie there is overwritten.</param>
    /// <exception cref="StorageException">It cannot be written; the file is as before.</exception>
    public static void Write(string path, string temporary, Action<Stream> write)
    {
        try
        {
            WriteNew(temporary, write);
            Rename(temporary, path);
            SyncFolder(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            TryDelete(temporary);
            throw StorageException.From("Cannot write", path, e);
        }
    }

    public static void Write(string path, string temporary, ReadOnlyMemory<byte> content) =>
        Write(path, temporary, stream => stream.Write(content.Span));

    /// <summary>Creates a file, never through a link, and flushes it to the disk.</summary>
    public static void WriteNew(string path, Action<Stream> write)
    {
        using var stream = Create(path);
        write(stream);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>An empty file under this name: what lay there is removed first, so that a link is replaced and not followed.</summary>
    public static FileStream Create(string path)
    {
        File.Delete(path);
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16);
    }

    public static void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    /// <summary>Gives a file a name that nothing has yet, in one step. Its old name may remain.</summary>
    /// <returns>Whether it has the name now: false if something has it, or the file is gone; null if that cannot be done here, as where there are no hard links.</returns>
    public static bool? TryPlace(string file, string path)
    {
        try
        {
            // File.Move looks whether the name is free and renames afterwards, except on Windows, where that is one step.
            if (!OperatingSystem.IsWindows())
                return Native.Link(file, path) == 0 ? true : Marshal.GetLastPInvokeError() is Native.IsThere or Native.IsMissing ? false : null;
            File.Move(file, path);
            return true;
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            return false;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            // It is only in the way; whatever fails next says why.
        }
    }

    /// <summary>Removes a folder if it exists and is empty.</summary>
    public static void RemoveIfEmpty(string folder)
    {
        try
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            // Another process has put something there meanwhile.
        }
    }

    /// <summary>Makes renames, creations and deletions in a folder durable. Where a system cannot do that, its file system has to.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            var descriptor = Native.Open(folder, 0);
            if (descriptor < 0)
                return;
            _ = Native.FSync(descriptor);
            _ = Native.Close(descriptor);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // A system without this C library.
        }
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "open")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int FSync(int descriptor);

        /// <summary>EEXIST and ENOENT have these numbers on every system.</summary>
        public const int IsThere = 17;

        public const int IsMissing = 2;

        [DllImport("libc", EntryPoint = "link", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string file, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

        [DllImport("libc", EntryPoint = "close")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int descriptor);
    }
}
