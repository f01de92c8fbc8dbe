using Microsoft.Win32.SafeHandles;
using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Journals;

/// <summary>Reads single runs of a journal by their place. Not thread-safe.</summary>
internal sealed class JournalReader : RunSource
{
    private readonly ParameterSet _parameters;
    private readonly SafeFileHandle _file;
    private byte[] _buffer = new byte[1 << 16];

    /// <param name="parameters">The parameters that runs have.</param>
    public JournalReader(string path, ParameterSet parameters)
    {
        _parameters = parameters;
        Path = path;
        _file = FileReading.OpenHandle(path, FileOptions.RandomAccess);
    }

    public override string Path { get; }

    /// <summary>Reads and checks the head and the body of the frame at an offset.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    protected override RunRecord Read(long offset)
    {
        var (header, frame) = Frame(offset);
        var outcome = RunOutcomeCodec.Read(frame.Slice(JournalFrame.HeaderLength, header.HeadLength), _parameters);
        return RunRecordCodec.Read(outcome, frame[(JournalFrame.HeaderLength + header.HeadLength)..]);
    }

    /// <summary>Reads only the outcome of the run at an offset.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    protected override RunOutcome ReadOutcome(long offset)
    {
        var header = Header(offset);
        var head = Fill(offset + JournalFrame.HeaderLength, header.HeadLength);
        return Crc32C.Of(head) == header.HeadChecksum
            ? RunOutcomeCodec.Read(head, _parameters)
            : throw Damaged(offset);
    }

    /// <summary>Reads and checks the bytes of a whole frame, which are valid until the next call.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public ReadOnlySpan<byte> ReadFrame(long offset) => Frame(offset).Bytes;

    /// <summary>Passes every good frame to an action.</summary>
    /// <inheritdoc cref="JournalScan.Read(bool, Action{JournalEntry})"/>
    public JournalContent Scan(bool checkBodies, Action<JournalEntry> found) => new JournalScan(Path, _parameters).Read(_file, checkBodies, found);

    public override void Dispose() => _file.Dispose();

    private FrameAt Frame(long offset)
    {
        var header = Header(offset);
        var frame = Fill(offset, (int)header.FrameLength);
        var head = frame.Slice(JournalFrame.HeaderLength, header.HeadLength);
        var body = frame[(JournalFrame.HeaderLength + header.HeadLength)..];
        return Crc32C.Of(head) == header.HeadChecksum && Crc32C.Of(body) == header.BodyChecksum
            ? new(header, frame)
            : throw Damaged(offset);
    }

    private FrameHeader Header(long offset) =>
        JournalFrame.Header(Fill(offset, JournalFrame.HeaderLength)) ?? throw Damaged(offset);

    private InvalidDataException Damaged(long offset) => new($"'{Path}' is damaged at byte {offset}.");

    private ReadOnlySpan<byte> Fill(long offset, int count)
    {
        try
        {
            if (_buffer.Length < count)
            {
                // The header's length extends beyond the end of the file.
                if (offset > RandomAccess.GetLength(_file) - count)
                    throw Damaged(offset);
                _buffer = new byte[count];
            }

            var span = _buffer.AsSpan(0, count);
            for (var read = 0; read < count;)
            {
                var got = RandomAccess.Read(_file, span[read..], offset + read);
                if (got == 0)
                    throw Damaged(offset);
                read += got;
            }

            return span;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Of("Cannot read", Path, e);
        }
    }

    private readonly ref struct FrameAt(FrameHeader header, ReadOnlySpan<byte> bytes)
    {
        public ReadOnlySpan<byte> Bytes { get; } = bytes;

        public void Deconstruct(out FrameHeader head, out ReadOnlySpan<byte> frame)
        {
            head = header;
            frame = Bytes;
        }
    }
}
