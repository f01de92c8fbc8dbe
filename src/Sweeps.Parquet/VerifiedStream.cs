namespace Sweeps.Parquet;

/// <summary>What the library reads from: the footer and one column chunk of a file, both compared with their checksums before. There is nothing else in it.</summary>
/// <param name="footer">With its length and the magic.</param>
internal sealed class VerifiedStream(long length, byte[] footer) : Stream
{
    private static readonly byte[] s_magic = [.. FileSeal.Magic];
    private readonly long _footerStart = length - footer.Length;
    private (long Start, byte[] Bytes, int Count) _chunk = (0, [], 0);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    /// <summary>The chunk that can be read from now on.</summary>
    public void Show(long start, byte[] bytes, int count) => _chunk = (start, bytes, count);

    public override int Read(Span<byte> buffer)
    {
        var (start, bytes, count) = Position >= _footerStart ? (_footerStart, footer, footer.Length) : Position < s_magic.Length ? (0, s_magic, s_magic.Length) : _chunk;
        var from = Position - start;
        if (from < 0 || from >= count)
            return 0;
        var taken = (int)Math.Min(buffer.Length, count - from);
        bytes.AsSpan((int)from, taken).CopyTo(buffer);
        Position += taken;
        return taken;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        SeekOrigin.End => length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
