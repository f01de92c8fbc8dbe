using System.Globalization;

namespace Sweeps.Core.Results;

/// <summary>Where damaged files go: nothing is deleted that a person may want to look at.</summary>
internal static class DamagedFiles
{
    /// <returns>The file's new place.</returns>
    public static string MoveAside(SweepPaths paths, string file)
    {
        try
        {
            Directory.CreateDirectory(paths.Damaged);
            for (var i = 0; ; i++)
            {
                var aside = Path.Combine(paths.Damaged, i == 0 ? Path.GetFileName(file) : string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}.{i}"));
                if (File.Exists(aside))
                    continue;
                File.Move(file, aside);
                return aside;
            }
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            throw StorageException.From("Cannot move aside", file, e);
        }
    }
}
