using Sweeps.Core.Files;

namespace Sweeps.Core.Results;

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
    /// <exception cref="StorageException">The disk does not take it. What was not durable before counts as not written; the journal takes nothing more.</exception>
    public void Sync()
    {
        var length = _file.Length;
        if (Interlocked.Read(ref _synced) == length)
            return;
        _file.Sync();
        Interlocked.Exchange(ref _synced, length);
    }

    public void Dispose() => _file.Dispose();
}
