using System.Buffers.Binary;
using Sweeps.Core.Files;
using Sweeps.Core.Journals;

namespace Sweeps.Reports.Exports.TensorBoard;

/// <summary>A file of records as TensorFlow frames them: length, its checksum, the bytes, their checksum (tensorflow/core/lib/io/record_writer.h).</summary>
internal sealed class RecordFile(string path) : IDisposable
{
    private const uint MaskDelta = 0xa282ead8;
    private readonly DurableStream _stream = DurableStream.CreateNew(path);

    public void Write(ReadOnlySpan<byte> record)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)record.Length);
        _stream.Write(length);
        WriteChecksum(length);
        _stream.Write(record);
        WriteChecksum(record);
    }

    /// <summary>Makes all records durable.</summary>
    public void Finish() => _stream.Sync();

    public void Dispose() => _stream.Dispose();

    private void WriteChecksum(ReadOnlySpan<byte> bytes)
    {
        var crc = Crc32C.Of(bytes);
        Span<byte> masked = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(masked, ((crc >> 15) | (crc << 17)) + MaskDelta);
        _stream.Write(masked);
    }
}
