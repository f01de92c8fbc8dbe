using System.Globalization;
using Sweeps.Core.Files;

namespace Sweeps.Core.Store;

/// <summary>Moves damaged files aside instead of deleting them, so that users can inspect them.</summary>
internal static class DamagedFiles
{
    /// <param name="file">A file or a folder.</param>
    /// <returns>The new path.</returns>
    /// <exception cref="StorageException">The file cannot be moved and is still in its old place.</exception>
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
