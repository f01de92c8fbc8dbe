using Sweeps.Core.Files;

namespace Sweeps.Core.Results;

/// <summary>Keeps what is written inside the results folder, whatever symbolic links lie there.</summary>
internal static class PathGuard
{
    private const int MaximumLinks = 40;

    /// <summary>Refuses folders that are links to somewhere outside.</summary>
    /// <exception cref="StorageException">One is.</exception>
    public static void CheckFolders(SweepPaths paths)
    {
        var parent = Path.GetDirectoryName(paths.Folder);
        if (parent is null)
            throw new StorageException($"'{paths.Folder}' cannot hold a sweep: it is the root of the file system.");
        CheckInside(paths.Folder, RealPath(parent), parent);
        var real = RealPath(paths.Folder);
        foreach (var folder in paths.WrittenFolders.Skip(1))
            CheckInside(folder, real, paths.Folder);
    }

    /// <summary>Refuses a file that is a link to somewhere outside its folder.</summary>
    /// <exception cref="StorageException">It is.</exception>
    public static void CheckFile(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        CheckInside(file, RealPath(folder), folder);
    }

    /// <summary>The path with every symbolic link on the way resolved; what does not exist is kept as it is.</summary>
    public static string RealPath(string path)
    {
        var links = 0;
        return Resolve(Path.GetFullPath(path), ref links);
    }

    private static string Resolve(string path, ref int links)
    {
        var root = Path.GetPathRoot(path)!;
        var real = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            var target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                real = next;
                continue;
            }

            if (++links > MaximumLinks)
                throw new StorageException($"'{path}' leads through too many symbolic links.");
            real = Resolve(Path.GetFullPath(target, real), ref links);
        }

        return real;
    }

    private static void CheckInside(string path, string realFolder, string folder)
    {
        var real = RealPath(path);
        var inside = realFolder.EndsWith(Path.DirectorySeparatorChar) ? realFolder : realFolder + Path.DirectorySeparatorChar;
        if (!real.StartsWith(inside, StringComparison.Ordinal))
            throw new StorageException($"'{path}' is a symbolic link that leads out of '{folder}', to '{real}': nothing is written through it. Remove the link, or choose the results folder with --out.");
    }
}
