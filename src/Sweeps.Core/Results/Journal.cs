using Microsoft.Win32.SafeHandles;

namespace Sweeps.Core.Results;

/// <summary>A file to which one process appends the runs that it has finished. Thread-safe.</summary>
internal sealed class Journal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ByteWriter _frame = new();
    private readonly SafeFileHandle _file;
    private long _length;
    private long _synced;
    private StorageException? _failure;

    private Journal(string path, SafeFileHandle file)
    {
        Path = path;
        _file = file;
    }

    public string Path { get; }

    /// <summary>Bytes written so far.</summary>
    public long Length
    {
        get
        {
            lock (_gate)
                return _length;
        }
    }

    /// <exception cref="StorageException">It cannot be created.</exception>
    public static Journal Create(string path)
    {
        try
        {
            var journal = new Journal(path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
            RandomAccess.Write(journal._file, JournalFrame.FileMark, 0);
            journal._length = JournalFrame.FileMark.Length;
            return journal;
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            throw StorageException.From("Cannot create", path, e);
        }
    }

    /// <summary>Writes a run; it is durable after the next <see cref="Sync"/>.</summary>
    /// <returns>Where its frame stands.</returns>
    /// <exception cref="StorageException">It cannot be written; the journal is as before and takes nothing more.</exception>
    public JournalEntry Append(RunRecord record)
    {
        lock (_gate)
        {
            JournalFrame.Write(_frame, record);
            return new(AppendFrame(_frame.Written), JournalFrame.Header(_frame.Written)!.Value, record.Outcome);
        }
    }

    /// <summary>Writes a frame of another journal as it is.</summary>
    public long Append(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
            return AppendFrame(frame);
    }

    /// <summary>Makes everything written before the call durable.</summary>
    /// <exception cref="StorageException">The disk does not take it.</exception>
    public void Sync()
    {
        long length;
        lock (_gate)
        {
            CheckWhole();
            if (_synced == _length)
                return;
            length = _length;
        }

        try
        {
            RandomAccess.FlushToDisk(_file);
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            lock (_gate)
                throw _failure = StorageException.From("Cannot write", Path, e);
        }

        lock (_gate)
            _synced = Math.Max(_synced, length);
    }

    public void Dispose() => _file.Dispose();

    private long AppendFrame(ReadOnlySpan<byte> frame)
    {
        CheckWhole();
        var offset = _length;
        try
        {
            RandomAccess.Write(_file, frame, offset);
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            _failure = StorageException.From("Cannot write", Path, e);
            TryCutBack(offset);
            throw _failure;
        }

        _length += frame.Length;
        return offset;
    }

    // Whoever comes next may be the first to be heard: all are told what went wrong.
    private void CheckWhole()
    {
        if (_failure is not null)
            throw new StorageException(_failure.Message, _failure);
    }

    private void TryCutBack(long length)
    {
        try
        {
            RandomAccess.SetLength(_file, length);
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            // A reader passes over an unfinished frame.
        }
    }
}
