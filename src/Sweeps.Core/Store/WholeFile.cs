using Sweeps.Core.Files;

namespace Sweeps.Core.Store;

/// <summary>Writes files that are made from the tables, such as the report.</summary>
public static class WholeFile
{
    /// <summary>Writes a file in one step: a kill leaves the new file or the old one. A link that leads out of the folder is not followed. The next execution in the folder deletes temporary files that a kill left.</summary>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    public static void Write(string file, ReadOnlyMemory<byte> content)
    {
        var path = Path.GetFullPath(file);
        PathGuard.CheckFile(path);
        AtomicFile.Write(path, SweepPaths.Temporary(path, Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)), content);
    }
}
