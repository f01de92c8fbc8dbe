using System.Globalization;
using Sweeps.Core.Files;

namespace Sweeps.Core.Store;

/// <summary>Where damaged files go: nothing is deleted that a person may want to look at.</summary>
internal static class DamagedFiles
{
    /// <param name="file">A file or a folder.</param>
    /// <returns>Its new place.</returns>
    /// <exception cref="StorageException">It cannot be moved, and is where it was.</exception>
    public static string MoveAside(SweepPaths paths, string file)
    {
        Folders.Create(paths.Damaged);
        for (var i = 0; ; i++)
        {
            var aside = Path.Combine(paths.Damaged, i == 0 ? Path.GetFileName(file) : string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}.{i}"));
            if (FileProbe.IsThere(aside))
                continue;
            FileActions.Rename(file, aside);
            return aside;
        }
    }
}
