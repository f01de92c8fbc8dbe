using System.Buffers.Binary;
using System.Text.Json;
using Sweeps.Core.Text;
using Sweeps.Training;

namespace Sweeps.Core.Sampling;

/// <summary>Reads safetensors files of float32 tensors.</summary>
public static class SavedTensors
{
    /// <summary>Reads all tensors of a file, by name.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a safetensors file, it is damaged, or a tensor is not of float32.</exception>
    public static IReadOnlyDictionary<string, NamedTensor> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(ulong) || BinaryPrimitives.ReadUInt64LittleEndian(bytes) is var length && length > (ulong)(bytes.Length - sizeof(ulong)))
            throw new InvalidDataException("The file ends inside its header: it is not a safetensors file, or its end is missing.");
        var header = bytes.Slice(sizeof(ulong), (int)length).ToArray();
        var values = bytes[(sizeof(ulong) + (int)length)..];
        try
        {
            using var json = JsonDocument.Parse(header);
            var tensors = new Dictionary<string, NamedTensor>(StringComparer.Ordinal);
            var left = values.Length;
            foreach (var entry in json.RootElement.EnumerateObject())
            {
                if (entry.Name is not "__metadata__")
                    tensors.Add(entry.Name, Tensor(entry.Name, entry.Value, values, ref left));
            }

            return tensors;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException($"The header of the safetensors file cannot be read: {e.Message}", e);
        }
    }

    /// <param name="left">The number of bytes that no tensor has taken yet. Tensors must not share bytes; otherwise a small file could fill the memory.</param>
    private static NamedTensor Tensor(string name, JsonElement entry, ReadOnlySpan<byte> values, ref int left)
    {
        if (entry.GetProperty("dtype").GetString() is not "F32")
            throw new InvalidDataException($"The tensor {Wording.Quote(name)} is not of float32.");
        int[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt32())];
        var offsets = entry.GetProperty("data_offsets");
        var (first, end) = (offsets[0].GetInt32(), offsets[1].GetInt32());
        var count = shape.Aggregate(1L, (product, dimension) => checked(product * dimension));
        if (first < 0 || end < first || end > values.Length || Array.Exists(shape, dimension => dimension < 0) || count > left / sizeof(float) || end - first != count * sizeof(float))
            throw new InvalidDataException($"The values of the tensor {Wording.Quote(name)} do not lie inside the file, or are those of another tensor.");
        left -= end - first;
        var numbers = new float[count];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(values[(first + (i * sizeof(float)))..]);
        return new NamedTensor(name, shape, numbers);
    }
}
