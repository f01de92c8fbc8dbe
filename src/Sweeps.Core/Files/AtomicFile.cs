namespace Sweeps.Core.Files;

/// <summary>Writes files that are on the disk when the call returns, completely or not at all.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file under a temporary name, makes it durable and renames it into place.</summary>
    /// <param name="temporary">The temporary path in the same file system. A file with this path is overwritten.</param>
    /// <exception cref="StorageException">It cannot be written. The file is as before; if the folder alone could not be made durable, it may be the new one.</exception>
    public static void Write(string path, string temporary, Action<Stream> write)
    {
        try
        {
            WriteNew(temporary, write);
            FileActions.Rename(temporary, path);
            Folders.Sync(Path.GetDirectoryName(path)!);
        }
        catch (Exception e)
        {
            FileActions.TryDelete(temporary);
            if (FileFailure.Is(e))
                throw FileFailure.Of("Cannot write", path, e);
            throw;
        }
    }

    /// <inheritdoc cref="Write(string, string, Action{Stream})"/>
    public static void Write(string path, string temporary, ReadOnlyMemory<byte> content) =>
        Write(path, temporary, stream => stream.Write(content.Span));

    /// <summary>Creates a file, never through a link, and makes its content durable; its name is when the folder is.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public static void WriteNew(string path, Action<Stream> write)
    {
        using var stream = DurableStream.Create(path);
        write(stream);
        stream.Sync();
    }

    /// <inheritdoc cref="WriteNew(string, Action{Stream})"/>
    public static void WriteNew(string path, ReadOnlyMemory<byte> content) => WriteNew(path, stream => stream.Write(content.Span));
}
