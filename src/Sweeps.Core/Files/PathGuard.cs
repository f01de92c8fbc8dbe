namespace Sweeps.Core.Files;

/// <summary>Ensures that files are written only inside the results folder, even if it contains symbolic links.</summary>
internal static class PathGuard
{
    private const int MaximumLinks = 40;

    /// <summary>
    /// Refuses a folder in which a file or folder of the program was replaced by something else: a link, a pipe or a device,
    /// on which the program would wait, or a folder instead of a file. So no name in the folder can lead outside it.
    /// </summary>
    /// <remarks>A replacement after the check is not noticed: do not use a folder into which another person can write at the same time.</remarks>
    /// <exception cref="StorageException">Something was replaced or cannot be checked.</exception>
    public static void CheckContents(SweepPaths paths)
    {
        foreach (var folder in paths.OwnFolders)
        {
            // The user may name the sweep's own folder through a link.
            var isSweep = string.Equals(folder, paths.Folder, StringComparison.Ordinal);
            var kind = isSweep ? FileProbe.Target(folder) : FileProbe.Kind(folder);
            if (kind is FileKind.Missing)
                continue;
            if (kind is not FileKind.Folder)
                throw Misplaced(folder, kind, "a folder");
            foreach (var file in Names(folder).Where(name => paths.IsOwnFile(folder, name)).Select(name => Path.Combine(folder, name)))
            {
                // A folder with the name of the log does not stop the sweep: the log is reported as missing.
                if (FileProbe.Kind(file) is var found and not (FileKind.File or FileKind.Missing) && !(found is FileKind.Folder && Path.GetExtension(file) is ".jsonl"))
                    throw Misplaced(file, found, "a file");
            }
        }
    }

    /// <summary>Refuses a folder that is a link to a place outside, or in which something was replaced.</summary>
    /// <inheritdoc cref="CheckContents" path="/exception"/>
    public static void CheckFolders(SweepPaths paths)
    {
        var parent = Path.GetDirectoryName(paths.Folder);
        if (parent is null)
            throw new StorageException($"'{paths.Folder}' cannot hold a sweep: it is the root of the file system.");
        CheckInside(paths.Folder, RealPath(parent), parent);
        CheckContents(paths);
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

    private static List<string> Names(string folder) => FileFailure.Guard("Cannot list", folder, () =>
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).ToList();
        }
        catch (DirectoryNotFoundException)
        {
            // A commit removed it after it was listed.
            return [];
        }
    });

    private static StorageException Misplaced(string path, FileKind kind, string wanted)
    {
        var what = kind switch
        {
            FileKind.Link => "a link",
            FileKind.Folder => "a folder",
            FileKind.File => "a file",
            _ => "a pipe or a device",
        };
        return new($"'{path}' is {what}, where {wanted} of the sweep belongs. Nothing is read or written there; remove it, or choose another results folder.");
    }
}
