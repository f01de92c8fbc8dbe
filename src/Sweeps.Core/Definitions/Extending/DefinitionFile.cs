using Sweeps.Core.Files;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Extending;

/// <summary>Reads the bytes of a definition's file.</summary>
internal static class DefinitionFile
{
    /// <summary>The bytes, at most one more than a definition may have.</summary>
    /// <returns>The bytes, or why there are none.</returns>
    public static (ReadOnlyMemory<byte> Bytes, string? Problem) Read(string path)
    {
        try
        {
            // Reading a pipe would wait for a writer, and a device may have no end.
            if (FileProbe.Target(path) is FileKind.Other)
                return (default, "this is a pipe or a device; a definition is a YAML file");
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            var buffer = new byte[DocumentReader.LargestFile + 1];
            return (buffer.AsMemory(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or StorageException)
        {
            return (default, FileProbe.Apparent(path) is FileKind.Folder ? "this is a folder; a definition is a YAML file"
                : e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
                : e.Message);
        }
    }
}
