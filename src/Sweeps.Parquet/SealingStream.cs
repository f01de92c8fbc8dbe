using System.IO.Hashing;

namespace Sweeps.Parquet;

/// <summary>What the library writes to: hands the bytes on, sums them up, and keeps back the footer, which is sealed before it is written.</summary>
internal sealed class SealingStream(Stream inner) : Stream
{
    private readonly Crc32 _checksum = new();
    private MemoryStream? _footer;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The checksum of what was written since the last call.</summary>
    public uint TakeChecksum()
    {
        var checksum = _checksum.GetCurrentHashAsUInt32();
        _checksum.Reset();
        return checksum;
    }

    /// <summary>From here on bytes are kept back.</summary>
    public void BeginFooter() => _footer = new MemoryStream();

    /// <summary>What was kept back.</summary>
    public ReadOnlySpan<byte> Footer => _footer!.GetBuffer().AsSpan(0, (int)_footer.Length);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_footer is not null)
        {
            _footer.Write(buffer);
            return;
        }

        _checksum.Append(buffer);
        inner.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    // The library flushes before every page; the file is flushed once, at its end.
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
