using Sweeps.Core.Files;

namespace Sweeps.Core.Journals;

/// <summary>A file to which one process appends the runs that it has finished. Thread-safe.</summary>
internal sealed class Journal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ByteWriter _frame = new();
    private readonly DurableFile _file;
    private long _synced;

    private Journal(DurableFile file) => _file = file;

    public string Path => _file.Path;

    /// <summary>Bytes written so far.</summary>
    public long Length => _file.Length;

    /// <exception cref="StorageException">It cannot be created.</exception>
    public static Journal Create(string path)
    {
        var journal = new Journal(DurableFile.CreateNew(path, FileShare.ReadWrite | FileShare.Delete));
        try
        {
            journal._file.Append(JournalFrame.FileMark);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
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
            return new(_file.Append(_frame.Written), JournalFrame.Header(_frame.Written)!.Value, record.Outcome);
        }
    }

    /// <summary>Writes a frame of another journal as it is.</summary>
    public long Append(ReadOnlySpan<byte> frame) => _file.Append(frame);

    /// <summary>Makes everything written before the call durable.</summary>
    /// <exception cref="StorageException">The disk does not take it. What was not durable before counts as not written; the journal takes nothing more. Or somebody has removed it.</exception>
    public void Sync()
    {
        var length = _file.Length;
        if (Interlocked.Read(ref _synced) == length)
            return;
        _file.Sync();
        if (!_file.HasItsName())
            throw Removed();
        Interlocked.Exchange(ref _synced, length);
    }

    /// <summary>Whoever removes a journal removes runs that count: they are written once more, as long as the system still has them.</summary>
    private StorageException Removed()
    {
        var copy = $"{Path[..^SweepPaths.JournalExtension.Length]}-again{SweepPaths.JournalExtension}";
        try
        {
            _file.CopyTo(copy);
            Folders.Sync(System.IO.Path.GetDirectoryName(copy)!);
            return new StorageException($"'{Path}' was removed or replaced while this process wrote it. Its runs were written to '{copy}'; the same command goes on.");
        }
        catch (StorageException e)
        {
            return new StorageException($"'{Path}' was removed or replaced while this process wrote it, and its runs could not be written again: {e.Message}", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
