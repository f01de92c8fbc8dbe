namespace Sweeps.Core.Files;

/// <summary>A file that is read whole. A pipe or a device is refused: it would be waited for, or has no end.</summary>
public static class PlainFile
{
    /// <summary>All of it; null if there is no such file.</summary>
    /// <exception cref="StorageException">It cannot be read, or is no file.</exception>
    public static byte[]? BytesIfThere(string path) => FileReading.BytesIfThere(path);

    /// <summary>All of it.</summary>
    /// <exception cref="StorageException">It is not there, cannot be read, or is no file.</exception>
    public static byte[] Bytes(string path) => FileReading.Bytes(path);
}
