namespace Sweeps.Parquet.Buffers;

/// <summary>Bytes that grow at their end, in memory that is kept when cleared.</summary>
internal sealed class GrowingBuffer
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public Span<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Room for this many bytes at the end, not yet counted.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            if (count > Array.MaxLength - Length)
                throw new InvalidOperationException("More than two gigabytes in one piece.");
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)Length + count, _bytes.Length * 2L)));
        }

        return _bytes.AsSpan(Length, count);
    }

    public void Advance(int count) => Length += count;

    public void Append(byte value)
    {
        if (Length == _bytes.Length)
            Reserve(1);
        _bytes[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    public void AppendVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Append((byte)(value | 0x80));
        Append((byte)value);
    }

    public void AppendZigZag(long value) => AppendVarint((ulong)((value << 1) ^ (value >> 63)));

    public void Clear() => Length = 0;
}
