using Microsoft.Win32.SafeHandles;

namespace Sweeps.Core.Journals;

/// <summary>Reads a file through one buffer, mostly from front to back. Not thread-safe.</summary>
/// <param name="length">The number of bytes to read. More may be appended to the file at the same time.</param>
internal sealed class FileWindow(SafeFileHandle file, long length)
{
    private const int Piece = 1 << 16;
    private byte[] _buffer = new byte[Piece];
    private long _start;
    private int _count;

    public long Length => length;

    /// <summary>The number of bytes read from the file so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Bytes at an offset, valid until the next call.</summary>
    /// <param name="offset">The offset in the file.</param>
    /// <param name="count">The number of bytes. They must not extend beyond <see cref="Length"/>, so that no memory is allocated for bytes that do not exist.</param>
    /// <exception cref="IOException">The file cannot be read, or has become shorter.</exception>
    public ReadOnlySpan<byte> At(long offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, length - count);
        if (offset < _start || offset + count > _start + _count)
            Read(offset, (int)Math.Max(count, Math.Min(Piece, length - offset)));
        return _buffer.AsSpan((int)(offset - _start), count);
    }

    /// <summary>The checksum of a part of the file of any length.</summary>
    /// <inheritdoc cref="At" path="/exception"/>
    public uint Checksum(long offset, long count)
    {
        var checksum = 0u;
        for (var end = offset + count; offset < end;)
        {
            var piece = (int)Math.Min(Piece, end - offset);
            checksum = Crc32C.Append(checksum, At(offset, piece));
            offset += piece;
        }

        return checksum;
    }

    private void Read(long offset, int count)
    {
        if (_buffer.Length < count)
            _buffer = new byte[count];
        (_start, _count) = (offset, 0);
        while (_count < count)
        {
            var got = RandomAccess.Read(file, _buffer.AsSpan(_count, count - _count), offset + _count);
            if (got == 0)
                throw new EndOfStreamException("The file became shorter while it was read.");
            _count += got;
            BytesRead += got;
        }
    }
}
