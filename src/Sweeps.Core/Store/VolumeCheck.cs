using Sweeps.Core.Files;

namespace Sweeps.Core.Store;

/// <summary>Refuses a sweep whose folder is spread over several file systems. Files are put in place by renames, which are a single step only within one file system.</summary>
internal static class VolumeCheck
{
    /// <exception cref="StorageException">A folder in the sweep's folder lies in another file system.</exception>
    public static void Check(SweepPaths paths)
    {
        var volume = FileProbe.Look(paths.Folder, follow: true).Volume;
        foreach (var folder in paths.WrittenFolders.Skip(1))
            if (FileProbe.Look(folder, follow: true) is { Kind: FileKind.Folder } entry && entry.Volume != volume)
                throw new StorageException($"'{folder}' lies in another file system than '{paths.Folder}': it is a mount point. Finished files are renamed from one folder to the other, which is a single step only within a file system. Mount the whole of '{paths.Folder}' there, or choose another results folder with --out.");
    }
}
