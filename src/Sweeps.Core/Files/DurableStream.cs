namespace Sweeps.Core.Files;

/// <summary>A file that is written from front to back. It is valid once <see cref="Sync"/> has returned; a file that was not synced is deleted.</summary>
public sealed class DurableStream : Stream
{
    private const int BufferLength = 1 << 16;

    private readonly DurableFile _file;
    private readonly byte[] _buffer = new byte[BufferLength];
    private int _buffered;

    private DurableStream(DurableFile file) => _file = file;

    /// <summary>Creates an empty file. An existing file or link with this name is removed first, so that a link is not followed.</summary>
    /// <exception cref="StorageException">It cannot be created.</exception>
    public static DurableStream Create(string path)
    {
        FileActions.Delete(path);
        return CreateNew(path);
    }

    /// <summary>Creates a file with a new name.</summary>
    /// <exception cref="StorageException">It cannot be created, or something has the name.</exception>
    public static DurableStream CreateNew(string path) => new(DurableFile.CreateNew(path));

    /// <summary>The path of the file.</summary>
    public string Name => _file.Path;

    /// <summary>Always false.</summary>
    public override bool CanRead => false;

    /// <summary>Always false.</summary>
    public override bool CanSeek => false;

    /// <summary>Always true.</summary>
    public override bool CanWrite => true;

    /// <summary>Bytes written so far.</summary>
    public override long Length => Position;

    /// <summary>Bytes written so far.</summary>
    /// <exception cref="NotSupportedException">It is set: the file is written from its beginning to its end.</exception>
    public override long Position
    {
        get => _file.Length + _buffered;
        set => throw new NotSupportedException();
    }

    /// <exception cref="StorageException">The disk does not take it.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > BufferLength - _buffered)
            Flush();
        if (buffer.Length >= BufferLength)
        {
            _file.Append(buffer);
            return;
        }

        buffer.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write([value]);

    /// <summary>Hands everything to the system, which may keep it in memory.</summary>
    /// <exception cref="StorageException">The disk does not take it.</exception>
    public override void Flush()
    {
        if (_buffered == 0)
            return;
        _file.Append(_buffer.AsSpan(0, _buffered));
        _buffered = 0;
    }

    /// <summary>Makes everything durable.</summary>
    /// <exception cref="StorageException">The disk does not take it: the file counts as not written.</exception>
    public void Sync()
    {
        Flush();
        _file.Sync();
    }

    /// <summary>Is not supported.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Is not supported.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>Is not supported.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file.Dispose();
        base.Dispose(disposing);
    }
}
