using Microsoft.Win32.SafeHandles;
using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Journals;

/// <summary>A good frame of a journal.</summary>
/// <param name="Offset">The offset of the header in the file.</param>
internal readonly record struct JournalEntry(long Offset, FrameHeader Header, RunOutcome Outcome);

/// <summary>The content of a journal.</summary>
/// <param name="DamagedFrames">The number of damaged places: bytes before another frame that are no frame, or frames with a wrong checksum.</param>
/// <param name="DamagedRuns">The runs whose series are damaged, if their heads could be read.</param>
/// <param name="UnfinishedBytes">The length of an unfinished frame at the end, which was being written when the process ended. This is no damage.</param>
internal sealed record JournalContent(int Frames, int DamagedFrames, IReadOnlyList<string> DamagedRuns, long UnfinishedBytes)
{
    public bool IsDamaged => DamagedFrames > 0;
}

/// <summary>Reads a journal from front to back, even if it is damaged. The memory used depends on the size of the file, never on lengths stated in it.</summary>
/// <param name="parameters">The parameters that runs have.</param>
internal sealed class JournalScan(string path, ParameterSet parameters)
{
    /// <summary>The length up to which series are read at once. For longer series, the checksum is compared first, so that invalid bytes take no memory.</summary>
    private const int ReadAtOnce = 1 << 24;

    private readonly List<string> _damagedRuns = [];
    private int _frames;
    private int _damaged;

    /// <summary>Passes every good frame to an action.</summary>
    /// <param name="checkBodies">Whether the series are read and checked, too, instead of skipped.</param>
    /// <exception cref="StorageException">The file cannot be read.</exception>
    public JournalContent Read(bool checkBodies, Action<JournalEntry> found)
    {
        using var file = FileReading.OpenHandle(path, FileOptions.SequentialScan);
        return Read(file, checkBodies, found);
    }

    /// <param name="file">The open journal, which may have been renamed or deleted since it was opened.</param>
    /// <inheritdoc cref="Read(bool, Action{JournalEntry})"/>
    public JournalContent Read(SafeFileHandle file, bool checkBodies, Action<JournalEntry> found) =>
        FileFailure.Guard("Cannot read", path, () => Read(new FileWindow(file, RandomAccess.GetLength(file)), checkBodies, found));

    internal JournalContent Read(FileWindow file, bool checkBodies, Action<JournalEntry> found)
    {
        var mark = JournalFrame.FileMark.Length;
        if (file.Length < mark)
            return new(0, 0, [], file.Length);
        long position = file.At(0, mark).SequenceEqual(JournalFrame.FileMark) ? mark : 0;
        if (position == 0)
            _damaged++;
        while (position < file.Length)
        {
            var left = file.Length - position;
            var header = left >= JournalFrame.HeaderLength ? JournalFrame.Header(file.At(position, JournalFrame.HeaderLength)) : null;
            if (header is { } good && good.FrameLength <= left)
            {
                Frame(file, position, good, checkBodies, found);
                position += good.FrameLength;
                continue;
            }

            var next = Search(file, position + 1);
            if (next < 0)
            {
                var unfinished = header is not null || left < JournalFrame.HeaderLength;
                if (!unfinished)
                    _damaged++;
                return new(_frames, _damaged, _damagedRuns, unfinished ? left : 0);
            }

            if (position > 0)
                _damaged++;
            position = next;
        }

        return new(_frames, _damaged, _damagedRuns, 0);
    }

    private void Frame(FileWindow file, long position, FrameHeader header, bool checkBody, Action<JournalEntry> found)
    {
        if (Outcome(file, position + JournalFrame.HeaderLength, header) is not { } outcome)
        {
            _damaged++;
            return;
        }

        if (checkBody && !IsWhole(file, position + JournalFrame.HeaderLength + header.HeadLength, header, outcome))
        {
            _damaged++;
            _damagedRuns.Add(outcome.Run);
            return;
        }

        _frames++;
        found(new(position, header, outcome));
    }

    private RunOutcome? Outcome(FileWindow file, long position, FrameHeader header)
    {
        var head = file.At(position, header.HeadLength);
        try
        {
            return Crc32C.Of(head) == header.HeadChecksum ? RunOutcomeCodec.Read(head, parameters) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // Manipulated bytes can have a right checksum, so they must also be valid series.
    private static bool IsWhole(FileWindow file, long position, FrameHeader header, RunOutcome outcome)
    {
        if (header.BodyLength > ReadAtOnce && file.Checksum(position, header.BodyLength) != header.BodyChecksum)
            return false;
        var body = file.At(position, header.BodyLength);
        try
        {
            return Crc32C.Of(body) == header.BodyChecksum && RunRecordCodec.Read(outcome, body) is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The next offset with a good header, or -1.</summary>
    private static long Search(FileWindow file, long from)
    {
        const int Window = 1 << 12;
        while (from + JournalFrame.HeaderLength <= file.Length)
        {
            var window = file.At(from, (int)Math.Min(Window, file.Length - from));
            var hit = window.IndexOf(JournalFrame.Magic);
            if (hit < 0)
            {
                from += Math.Max(1, window.Length - (JournalFrame.Magic.Length - 1));
                continue;
            }

            from += hit;
            if (from + JournalFrame.HeaderLength > file.Length)
                return -1;
            if (JournalFrame.Header(file.At(from, JournalFrame.HeaderLength)) is not null)
                return from;
            from++;
        }

        return -1;
    }
}
