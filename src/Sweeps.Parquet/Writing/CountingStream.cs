namespace Sweeps.Parquet.Writing;

/// <summary>A stream that is only written forward, and how far it has come.</summary>
internal sealed class CountingStream(Stream stream)
{
    public long Position { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        Position += bytes.Length;
    }

    public void Flush() => stream.Flush();
}
