using Sweeps.Core.Files;

namespace Sweeps.Core.Store;

/// <summary>A file that others make of the tables, as the report.</summary>
public static class WholeFile
{
    /// <summary>Writes it so that it is on the disk whole, or as it was before; not through a link that leads out of its folder. What a kill leaves beside it, the next execution in the folder tidies up.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public static void Write(string file, ReadOnlyMemory<byte> content)
    {
        var path = Path.GetFullPath(file);
        PathGuard.CheckFile(path);
        AtomicFile.Write(path, SweepPaths.Temporary(path, Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)), content);
    }
}
