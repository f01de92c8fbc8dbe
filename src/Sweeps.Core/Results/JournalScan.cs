using Microsoft.Win32.SafeHandles;
using Sweeps.Core.Files;

namespace Sweeps.Core.Results;

/// <summary>A good frame of a journal.</summary>
/// <param name="Offset">Of its header in the file.</param>
internal readonly record struct JournalEntry(long Offset, FrameHeader Header, RunOutcome Outcome);

/// <summary>What a journal holds.</summary>
/// <param name="DamagedFrames">Places with bytes that are no good frame though frames follow, or whose checksum is wrong.</param>
/// <param name="DamagedRuns">Runs whose series are damaged, as far as their heads could be read.</param>
/// <param name="UnfinishedBytes">At the end: a frame that was being written when the process ended. Nothing to worry about.</param>
internal sealed record JournalContent(int Frames, int DamagedFrames, IReadOnlyList<string> DamagedRuns, long UnfinishedBytes)
{
    public bool IsDamaged => DamagedFrames > 0;
}

/// <summary>Reads a journal from front to back, whatever has happened to it.</summary>
internal sealed class JournalScan(string path)
{
    private const int SearchLength = 1 << 20;
    private byte[] _buffer = new byte[1 << 16];
    private readonly List<string> _damagedRuns = [];
    private int _frames;
    private int _damaged;

    /// <summary>Hands out every good frame.</summary>
    /// <param name="checkBodies">Whether the series are read and checked too, or skipped.</param>
    /// <exception cref="StorageException">The file cannot be read.</exception>
    public JournalContent Read(bool checkBodies, Action<JournalEntry> found)
    {
        using var file = FileReading.OpenHandle(path, FileOptions.SequentialScan);
        return Read(file, checkBodies, found);
    }

    /// <param name="file">The journal, opened: it may have another name by now, or none.</param>
    /// <inheritdoc cref="Read(bool, Action{JournalEntry})"/>
    public JournalContent Read(SafeFileHandle file, bool checkBodies, Action<JournalEntry> found) =>
        StorageException.Reading(path, () => Read(file, RandomAccess.GetLength(file), checkBodies, found));

    private JournalContent Read(SafeFileHandle file, long length, bool checkBodies, Action<JournalEntry> found)
    {
        var mark = JournalFrame.FileMark.Length;
        if (length < mark)
            return new(0, 0, [], length);
        long position = Fill(file, 0, mark).SequenceEqual(JournalFrame.FileMark) ? mark : 0;
        if (position == 0)
            _damaged++;
        while (position < length)
        {
            var header = length - position >= JournalFrame.HeaderLength
                ? JournalFrame.Header(Fill(file, position, JournalFrame.HeaderLength))
                : null;
            if (header is { } good && position + good.FrameLength <= length)
            {
                Frame(file, position, good, checkBodies, found);
                position += good.FrameLength;
                continue;
            }

            var next = Search(file, position + 1, length);
            if (next < 0)
            {
                var unfinished = header is not null || length - position < JournalFrame.HeaderLength;
                if (!unfinished)
                    _damaged++;
                return new(_frames, _damaged, _damagedRuns, unfinished ? length - position : 0);
            }

            if (position > 0)
                _damaged++;
            position = next;
        }

        return new(_frames, _damaged, _damagedRuns, 0);
    }

    private void Frame(SafeFileHandle file, long position, FrameHeader header, bool checkBody, Action<JournalEntry> found)
    {
        if (Crc32C.Of(Fill(file, position + JournalFrame.HeaderLength, header.HeadLength)) != header.HeadChecksum)
        {
            _damaged++;
            return;
        }

        RunOutcome outcome;
        try
        {
            outcome = RunOutcomeCodec.Read(_buffer.AsSpan(0, header.HeadLength));
        }
        catch (InvalidDataException)
        {
            _damaged++;
            return;
        }

        if (checkBody && Crc32C.Of(Fill(file, position + JournalFrame.HeaderLength + header.HeadLength, header.BodyLength)) != header.BodyChecksum)
        {
            _damaged++;
            _damagedRuns.Add(outcome.Run);
            return;
        }

        _frames++;
        found(new(position, header, outcome));
    }

    /// <summary>The next place from here on with a good header, or -1.</summary>
    private long Search(SafeFileHandle file, long from, long length)
    {
        while (from < length)
        {
            var window = Fill(file, from, (int)Math.Min(SearchLength, length - from));
            for (var at = 0; ;)
            {
                var hit = window[at..].IndexOf(JournalFrame.Magic);
                if (hit < 0)
                    break;
                at += hit;
                if (from + at + JournalFrame.HeaderLength <= length
                    && JournalFrame.Header(Fill(file, from + at, JournalFrame.HeaderLength)) is not null)
                    return from + at;
                at++;
                window = Fill(file, from, (int)Math.Min(SearchLength, length - from));
            }

            if (window.Length < SearchLength)
                return -1;
            from += window.Length - (JournalFrame.Magic.Length - 1);
        }

        return -1;
    }

    private Span<byte> Fill(SafeFileHandle file, long offset, int count)
    {
        if (_buffer.Length < count)
            _buffer = new byte[count];
        var span = _buffer.AsSpan(0, count);
        var read = 0;
        while (read < count)
        {
            var got = RandomAccess.Read(file, span[read..], offset + read);
            if (got == 0)
                throw new EndOfStreamException("The file became shorter while it was read.");
            read += got;
        }

        return span;
    }
}
