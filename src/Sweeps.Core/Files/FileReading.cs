using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
namespace Sweeps.Core.Files;

/// <summary>Opens and reads files. What is neither a file nor a link to one is refused: a pipe would be waited for without end.</summary>
public static class FileReading
{
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>All of a file; null if there is none.</summary>
    /// <exception cref="StorageException">It cannot be read, or is no file.</exception>
    public static byte[]? BytesIfThere(string path)
    {
        using var stream = OpenIfThere(path);
        return stream is null ? null : Rest(stream);
    }

    /// <summary>All of a file.</summary>
    /// <exception cref="StorageException">It cannot be read, or is no file.</exception>
    public static byte[] Bytes(string path)
    {
        using var stream = Open(path);
        return Rest(stream);
    }

    /// <summary>A file from its beginning.</summary>
    /// <exception cref="StorageException">It cannot be opened, or is no file.</exception>
    public static FileStream Open(string path) => OpenIfThere(path) ?? throw NotThere(path);

    /// <summary>A file from its beginning; null if there is none.</summary>
    /// <exception cref="StorageException">It cannot be opened, or is no file.</exception>
    public static FileStream? OpenIfThere(string path) => IfThere(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, Shared, bufferSize: 1 << 16, FileOptions.SequentialScan));

    /// <summary>A file to read at any place.</summary>
    /// <exception cref="StorageException">It cannot be opened, or is no file.</exception>
    public static SafeFileHandle OpenHandle(string path, FileOptions options) =>
        IfThere(path, () => File.OpenHandle(path, FileMode.Open, FileAccess.Read, Shared, options)) ?? throw NotThere(path);

    private static T? IfThere<T>(string path, Func<T> open)
        where T : class
    {
        var kind = FileProbe.Target(path);
        if (kind is FileKind.Folder or FileKind.Other)
            throw new StorageException($"Cannot read '{path}': it is {(kind is FileKind.Folder ? "a folder" : "a pipe or a device")} and no file.");
        if (kind is FileKind.Missing)
            return null;
        try
        {
            return open();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Of("Cannot read", path, e);
        }
    }

    private static byte[] Rest(FileStream stream) => FileFailure.Guard("Cannot read", stream.Name, () =>
    {
        // The length is not reliable, since the file may grow or be cut while it is read.
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    });

    private static StorageException NotThere(string path) => new($"Cannot read '{path}': there is no such file.", new FileNotFoundException(null, path));

    /// <summary>The SHA-256 of a whole file, in lower-case hexadecimal digits.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public static string Sha256(string path) => FileFailure.Guard("Cannot read", path, () =>
    {
        using var stream = Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    });
}
