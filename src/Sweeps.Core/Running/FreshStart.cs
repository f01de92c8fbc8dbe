using System.Globalization;
using Sweeps.Core.Files;
using Sweeps.Core.Store;

namespace Sweeps.Core.Running;

/// <summary>Moves earlier results aside; nothing is deleted.</summary>
internal static class FreshStart
{
    /// <exception cref="StorageException">Another process works in the folder, or it cannot be renamed.</exception>
    public static void MoveAside(SweepPaths paths, string session, DateTimeOffset now, Action<string> note)
    {
        PathGuard.CheckFolders(paths);
        if (!FileProbe.IsFolder(paths.Folder))
            return;
        var aside = string.Create(CultureInfo.InvariantCulture, $"{paths.Folder}.{now:yyyyMMdd'T'HHmmss'Z'}");
        for (var i = 1; FileProbe.IsThere(aside); i++)
            aside = string.Create(CultureInfo.InvariantCulture, $"{paths.Folder}.{now:yyyyMMdd'T'HHmmss'Z'}.{i}");
        using (FolderLocks.Acquire(paths, null, HostIdentity.Current(session, now), note))
        {
            try
            {
                FileActions.Rename(paths.Folder, aside);
            }
            catch (StorageException across) when (across.IsAcrossFileSystems)
            {
                throw new StorageException($"Cannot move '{paths.Folder}' aside: it is a mount point or lies in a lower layer of an overlay (as a container's image), and can only be copied. Copy it to where you want to keep it and delete it, or choose another results folder with --out.", across);
            }

            Folders.Sync(Path.GetDirectoryName(paths.Folder)!);
        }

        FileActions.TryDelete(SweepPaths.OfFolder(aside).Lock);
        note($"Earlier results were moved to '{aside}'.");
    }
}
