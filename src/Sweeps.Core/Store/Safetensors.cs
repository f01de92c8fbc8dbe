using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Sweeps.Core.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Store;

/// <summary>The safetensors format: length of the header (8 bytes, little-endian), a JSON header padded with spaces to 8 bytes, then the values.</summary>
internal static class Safetensors
{
    private const int Alignment = 8;

    public static byte[] Write(IReadOnlyList<NamedTensor> tensors)
    {
        var header = Header(tensors);
        var values = tensors.Sum(tensor => (long)tensor.Values.Length * sizeof(float));
        var bytes = new byte[checked(sizeof(ulong) + header.Length + values)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)header.Length);
        header.CopyTo(bytes, sizeof(ulong));
        var rest = bytes.AsSpan(sizeof(ulong) + header.Length);
        foreach (var tensor in tensors)
        {
            foreach (var value in tensor.Values)
            {
                BinaryPrimitives.WriteSingleLittleEndian(rest, Canonical.Of(value));
                rest = rest[sizeof(float)..];
            }
        }

        return bytes;
    }

    /// <summary>SHA-256 of a file's bytes, in lower-case hexadecimal digits.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Header(IReadOnlyList<NamedTensor> tensors)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            long offset = 0;
            json.WriteStartObject();
            foreach (var tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (var dimension in tensor.Shape)
                    json.WriteNumberValue(dimension);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += (long)tensor.Values.Length * sizeof(float));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (stream.Length % Alignment != 0)
            stream.WriteByte((byte)' ');
        return stream.ToArray();
    }
}
