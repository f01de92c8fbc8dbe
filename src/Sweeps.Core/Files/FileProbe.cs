using System.Buffers.Binary;
using System.Runtime.InteropServices;
namespace Sweeps.Core.Files;

/// <summary>The kind of object that has a name in the file system.</summary>
public enum FileKind
{
    /// <summary>Nothing has this name, without doubt.</summary>
    Missing,
    /// <summary>A file with content.</summary>
    File,
    /// <summary>A folder.</summary>
    Folder,
    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A pipe, a socket or a device.</summary>
    Other,
}

/// <summary>The information of the file system about a name.</summary>
/// <param name="Volume">The identity of the mounted file system; null if it is not known.</param>
public readonly record struct FileEntry(FileKind Kind, long Length = 0, (ulong Device, ulong Mount)? Volume = null);

/// <summary>Finds what has a name in the file system. Unlike <c>File.Exists</c>, it never takes an error for a missing file.</summary>
public static class FileProbe
{
    private const int TypeMask = 0xF000;
    private const int FolderType = 0x4000;
    private const int RegularType = 0x8000;
    private const int LinkType = 0xA000;

    private static volatile bool s_hasNoStatX;

    /// <summary>The kind of object with this name. Links are not followed.</summary>
    /// <exception cref="StorageException">The answer is not known because of an error.</exception>
    public static FileKind Kind(string path) => Look(path, follow: false).Kind;

    /// <summary>The kind of object that a name leads to through links; missing if a link leads nowhere.</summary>
    /// <exception cref="StorageException">The answer is not known because of an error.</exception>
    public static FileKind Target(string path) => Look(path, follow: true).Kind;

    /// <summary>Whether anything has this name.</summary>
    /// <exception cref="StorageException">The answer is not known because of an error.</exception>
    public static bool IsThere(string path) => Kind(path) is not FileKind.Missing;

    /// <summary>Whether a name leads to a folder.</summary>
    /// <exception cref="StorageException">The answer is not known because of an error.</exception>
    public static bool IsFolder(string path) => Target(path) is FileKind.Folder;

    /// <summary>The kind of object that a name seems to lead to; missing if an error occurs. Use it only for hints and inputs, never before a step that cannot be undone.</summary>
    public static FileKind Apparent(string path)
    {
        try
        {
            return Target(path);
        }
        catch (StorageException)
        {
            return FileKind.Missing;
        }
    }

    /// <summary>Whether there seems to be something to read.</summary>
    /// <inheritdoc cref="Apparent"/>
    public static bool SeemsReadable(string path) => Apparent(path) is FileKind.File or FileKind.Other;

    /// <param name="follow">Whether links are followed.</param>
    /// <exception cref="StorageException">The answer is not known because of an error.</exception>
    public static FileEntry Look(string path, bool follow)
    {
        var native = FileFailure.Native(path);
        if (OperatingSystem.IsLinux() && !s_hasNoStatX)
        {
            try
            {
                if (OfLinux(native, follow) is { } entry)
                    return entry;
            }
            catch (EntryPointNotFoundException)
            {
                // The C library is older than statx.
            }

            s_hasNoStatX = true;
        }

        return OperatingSystem.IsMacOS() ? OfMacOS(native, follow) : OfAttributes(path, follow);
    }

    /// <returns>Null if the kernel or a layer above it does not support the call.</returns>
    private static FileEntry? OfLinux(string path, bool follow)
    {
        const uint TypeModeSizeMount = 0x1 | 0x2 | 0x200 | 0x1000;
        Span<byte> result = stackalloc byte[256];
        if (Posix.StatX(Posix.CurrentFolder, path, follow ? 0 : Posix.NoFollow, TypeModeSizeMount, result) < 0)
        {
            var error = Errno.Last;
            // Old sandboxes forbid calls that they do not know.
            if (error == Errno.ENOSYS || error is Errno.EPERM)
                return null;
            return Absent(path, error);
        }

        var device = ((ulong)Number(result, 136) << 32) | Number(result, 140);
        var hasMount = (Number(result, 0) & 0x1000) != 0;
        return new(
            KindOf(MemoryMarshal.Read<ushort>(result[28..])),
            MemoryMarshal.Read<long>(result[40..]),
            (device, hasMount ? MemoryMarshal.Read<ulong>(result[144..]) : 0));
    }

    private static uint Number(ReadOnlySpan<byte> result, int at) => MemoryMarshal.Read<uint>(result[at..]);

    private static FileEntry OfMacOS(string path, bool follow)
    {
        Span<byte> result = stackalloc byte[256];
        var isX64 = RuntimeInformation.ProcessArchitecture is Architecture.X64;
        var status = (isX64, follow) switch
        {
            (true, true) => Posix.StatOfX64(path, result),
            (true, false) => Posix.LStatOfX64(path, result),
            (false, true) => Posix.Stat(path, result),
            (false, false) => Posix.LStat(path, result),
        };
        return status < 0
            ? Absent(path, Errno.Last)
            : new(KindOf(BinaryPrimitives.ReadUInt16LittleEndian(result[4..])), BinaryPrimitives.ReadInt64LittleEndian(result[96..]), (BinaryPrimitives.ReadUInt32LittleEndian(result), 0));
    }

    /// <summary>The information that .NET gives on every system. It does not distinguish pipes and devices from files.</summary>
    private static FileEntry OfAttributes(string path, bool follow)
    {
        try
        {
            var attributes = File.GetAttributes(path);
            if (attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                if (!follow)
                    return new(FileKind.Link);
                var target = File.ResolveLinkTarget(path, returnFinalTarget: true);
                // Reparse points that are no links, such as files in a cloud.
                if (target is not null)
                    return OfAttributes(target.FullName, follow: false);
            }

            return attributes.HasFlag(FileAttributes.Directory) ? new(FileKind.Folder) : new(FileKind.File, new FileInfo(path).Length);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Of("Cannot tell what is at", path, e);
        }
    }

    private static FileEntry Absent(string path, int error) =>
        Errno.IsMissing(error) ? default : throw FileFailure.Of("Cannot tell what is at", path, error);

    private static FileKind KindOf(int mode) => (mode & TypeMask) switch
    {
        RegularType => FileKind.File,
        FolderType => FileKind.Folder,
        LinkType => FileKind.Link,
        _ => FileKind.Other,
    };
}
