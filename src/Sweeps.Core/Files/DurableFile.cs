using Microsoft.Win32.SafeHandles;

namespace Sweeps.Core.Files;

/// <summary>A file for appending whose writer must know which bytes are on the disk. Thread-safe.</summary>
/// <remarks>
/// .NET's own functions cannot be used: <c>FileStream.Flush(flushToDisk: true)</c> and <c>RandomAccess.FlushToDisk</c> do not report a failed fsync(2).
/// After a failure nothing more is written: the system may have dropped data that it could not write, and the next fsync would succeed without it.
/// </remarks>
internal sealed class DurableFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SafeFileHandle _handle;
    private long _length;
    private long _synced;
    private StorageException? _failure;

    private DurableFile(string path, SafeFileHandle handle, long length)
    {
        Path = path;
        _handle = handle;
        _length = length;
        _synced = length;
    }

    public string Path { get; }

    /// <summary>The number of bytes in the file.</summary>
    public long Length
    {
        get
        {
            lock (_gate)
                return _length;
        }
    }

    /// <summary>Creates a file with a new name, so that no link is followed.</summary>
    /// <exception cref="StorageException">It cannot be created, or something has the name.</exception>
    public static DurableFile CreateNew(string path, FileShare share = FileShare.Read | FileShare.Delete) =>
        FileFailure.Guard("Cannot create", path, () => new DurableFile(path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, share), length: 0));

    /// <summary>Opens an existing file, to append to it or to make data durable that others have written.</summary>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    public static DurableFile Open(string path) => FileFailure.Guard("Cannot write", path, () =>
    {
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return new DurableFile(path, handle, RandomAccess.GetLength(handle));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    });

    /// <returns>The offset of the bytes.</returns>
    /// <exception cref="StorageException">They could not all be written: none of them count, and nothing more is written.</exception>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            CheckWhole();
            try
            {
                RandomAccess.Write(_handle, bytes, _length);
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                throw Fail(FileFailure.Of("Cannot write", Path, e), _length);
            }

            _length += bytes.Length;
            return _length - bytes.Length;
        }
    }

    /// <summary>Makes everything durable that was written before the call, by this object or by anybody else.</summary>
    /// <exception cref="StorageException">The disk does not take it: what was not durable before counts as not written, and nothing more is written.</exception>
    public void Sync()
    {
        long length;
        lock (_gate)
        {
            CheckWhole();
            length = _length;
        }

        var error = OperatingSystem.IsWindows()
            ? WindowsFiles.FlushFileBuffers(_handle) ? 0 : Errno.Last
            : Posix.Sync(_handle);
        lock (_gate)
        {
            if (error != 0)
                throw Fail(FileFailure.Of("Cannot flush to the disk", Path, error), _synced);
            _synced = Math.Max(_synced, length);
        }
    }

    /// <summary>Whether the file still has its name. Another process may have removed or replaced it while this process writes.</summary>
    /// <exception cref="StorageException">The answer is not known because of an error.</exception>
    public bool HasItsName()
    {
        var length = Length;
        var there = FileProbe.Look(Path, follow: false);
        return there.Kind is FileKind.File && there.Length >= length;
    }

    /// <summary>Copies the content to another file and makes it durable, even if this file no longer has a name.</summary>
    /// <exception cref="StorageException">It cannot be read, or the other not be written.</exception>
    public void CopyTo(string path) => AtomicFile.WriteNew(path, to =>
    {
        var piece = new byte[1 << 16];
        for (long at = 0, end = Length; at < end;)
        {
            var from = at;
            var read = FileFailure.Guard("Cannot read", Path, () => RandomAccess.Read(_handle, piece.AsSpan(0, (int)Math.Min(piece.Length, end - from)), from));
            if (read == 0)
                throw new StorageException($"Cannot read '{Path}': it has become shorter.");
            to.Write(piece.AsSpan(0, read));
            at += read;
        }
    });

    public void Dispose() => _handle.Dispose();

    // The first caller may not report its error, so later callers get it, too.
    private void CheckWhole()
    {
        if (_failure is not null)
            throw new StorageException(_failure.Message, _failure);
    }

    /// <param name="length">The bytes after this length count as not written and are cut off if the disk still allows it.</param>
    private StorageException Fail(StorageException failure, long length)
    {
        if (_failure is not null)
            return _failure;
        _failure = failure;
        try
        {
            RandomAccess.SetLength(_handle, length);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // Readers then find an unfinished record at the end of the file.
        }

        return failure;
    }
}
