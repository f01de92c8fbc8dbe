using System.Globalization;
using Sweeps.Core.Results;

namespace Sweeps.Core.Running;

/// <summary>Moves earlier results aside; nothing is deleted.</summary>
internal static class FreshStart
{
    /// <exception cref="StorageException">Somebody is working there, or the folder cannot be renamed.</exception>
    public static void MoveAside(SweepPaths paths, string session, DateTimeOffset now, Action<string> note)
    {
        PathGuard.CheckFolders(paths);
        if (!Directory.Exists(paths.Folder))
            return;
        var aside = string.Create(CultureInfo.InvariantCulture, $"{paths.Folder}.{now:yyyyMMdd'T'HHmmss'Z'}");
        for (var i = 1; Directory.Exists(aside); i++)
            aside = string.Create(CultureInfo.InvariantCulture, $"{paths.Folder}.{now:yyyyMMdd'T'HHmmss'Z'}.{i}");
        using (FolderLocks.Acquire(paths, null, HostIdentity.Current(session, now), note))
        {
            try
            {
                Directory.Move(paths.Folder, aside);
            }
            catch (Exception e) when (StorageException.IsFromFileSystem(e))
            {
                throw StorageException.From("Cannot move aside", paths.Folder, e);
            }
        }

        FileActions.TryDelete(SweepPaths.OfFolder(aside).Lock);
        note($"Earlier results were moved to '{aside}'.");
    }
}
