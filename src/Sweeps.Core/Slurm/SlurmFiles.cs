using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sweeps.Core.Files;

namespace Sweeps.Core.Slurm;

/// <summary>Small files in <c>slurm/</c>, each written as a whole.</summary>
internal static class SlurmFiles
{
    public static void Write<T>(string path, T value, JsonTypeInfo<T> type) => Write(path, [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n']);

    /// <exception cref="StorageException">It cannot be written.</exception>
    public static void Write(string path, byte[] bytes)
    {
        Folders.Create(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, $"{path}.{Guid.NewGuid():n}{SweepPaths.TemporaryExtension}", bytes);
    }

    public static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return FileReading.BytesIfThere(path) is { } bytes ? JsonSerializer.Deserialize(bytes, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
