using Sweeps.Core.Files;

namespace Sweeps.Core.Journals;

/// <summary>A file to which one process appends its finished runs. Thread-safe.</summary>
internal sealed class Journal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ByteWriter _frame = new();
    private readonly DurableFile _file;
    private long _synced;

    private Journal(DurableFile file) => _file = file;

    public string Path => _file.Path;

    /// <summary>The number of bytes written so far.</summary>
    public long Length => _file.Length;

    /// <exception cref="StorageException">The journal cannot be created.</exception>
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

    /// <summary>Writes a run, which is durable after the next <see cref="Sync"/>.</summary>
    /// <returns>The place of the run's frame.</returns>
    /// <exception cref="StorageException">The run cannot be written. The journal is unchanged and accepts no more runs.</exception>
    public JournalEntry Append(RunRecord record)
    {
        lock (_gate)
        {
            JournalFrame.Write(_frame, record);
            return new(_file.Append(_frame.Written), JournalFrame.Header(_frame.Written)!.Value, record.Outcome);
        }
    }

    /// <summary>Writes a frame of another journal without changes.</summary>
    public long Append(ReadOnlySpan<byte> frame) => _file.Append(frame);

    /// <summary>Makes everything written before the call durable.</summary>
    /// <exception cref="StorageException">The disk reported an error, or the journal was removed. Runs that were not durable before count as not written, and the journal accepts no more runs.</exception>
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

    /// <summary>Saves the runs of a journal that was removed: they are written to a new file while the system still has the data.</summary>
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
