#pragma warning disable RS0030 // Here the failures of these functions become StorageExceptions, and new names durable.
namespace Sweeps.Core.Files;

/// <summary>Creates, lists and removes folders, and makes changes in them durable.</summary>
public static class Folders
{
    /// <summary>Creates a folder and its parents. An existing folder is no error.</summary>
    /// <param name="isDurable">Whether the names of new folders are made durable now. If not, the caller syncs the parent folders later.</param>
    /// <exception cref="StorageException">It cannot be created, or something else has the name.</exception>
    public static void Create(string folder, bool isDurable = true)
    {
        if (FileProbe.IsFolder(folder))
            return;
        var parent = Path.GetDirectoryName(Path.GetFullPath(folder));
        if (parent is not null)
            Create(parent, isDurable);
        FileFailure.Guard("Cannot create", folder, () => Directory.CreateDirectory(folder));
        if (parent is not null && isDurable)
            Sync(parent);
    }

    /// <summary>Makes renames, creations and deletions in a folder durable.</summary>
    /// <remarks>A file system without this operation must be durable by itself. On Windows nothing is done, since its file systems keep journals.</remarks>
    /// <exception cref="StorageException">It fails, or the folder cannot be opened: what was done in it may be undone when the machine stops.</exception>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder);
        var error = Posix.Sync(descriptor);
        _ = Posix.Close(descriptor);
        if (error != 0 && !Errno.IsNotSupported(error))
            throw FileFailure.Of("Cannot flush to the disk", folder, error);
    }

    /// <summary>The files in a folder, links included, by name; none if there is no folder.</summary>
    /// <param name="ending">Of their names.</param>
    /// <exception cref="StorageException">They cannot be listed.</exception>
    public static IReadOnlyList<string> Files(string folder, string ending = "") => List(folder, () =>
        Directory.EnumerateFiles(folder).Where(file => file.EndsWith(ending, StringComparison.Ordinal)));

    /// <summary>The folders in a folder by name; none if there is no folder.</summary>
    /// <exception cref="StorageException">They cannot be listed.</exception>
    public static IReadOnlyList<string> Within(string folder) => List(folder, () => Directory.EnumerateDirectories(folder));

    /// <summary>Everything in a folder by name; nothing if there is no folder.</summary>
    /// <exception cref="StorageException">It cannot be listed.</exception>
    public static IReadOnlyList<string> Entries(string folder) => List(folder, () => Directory.EnumerateFileSystemEntries(folder));

    /// <summary>Whether a folder is empty, or is not there.</summary>
    /// <exception cref="StorageException">The answer is not known because of an error.</exception>
    public static bool IsEmpty(string folder) => List(folder, () => Directory.EnumerateFileSystemEntries(folder).Take(1)).Count == 0;

    /// <summary>All files in a folder and in those within it.</summary>
    /// <inheritdoc cref="Files" path="/exception"/>
    public static IReadOnlyList<string> AllFiles(string folder) => List(folder, () => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));

    /// <summary>Removes a folder with its content. Links in it are removed and not followed. A missing folder is no error.</summary>
    /// <exception cref="StorageException">Something in it cannot be removed.</exception>
    public static void Delete(string folder)
    {
        if (FileProbe.Kind(folder) is not FileKind.Missing)
            FileFailure.Guard("Cannot delete", folder, () => Directory.Delete(folder, recursive: true));
    }

    /// <summary>Removes a folder if it is empty. Files that another process adds at the same time are kept.</summary>
    public static void RemoveIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // The folder is missing, not empty, or cannot be removed: an empty folder does no harm.
        }
    }

    private static int Open(string folder)
    {
        var native = FileFailure.Native(folder);
        while (true)
        {
            var descriptor = Posix.Open(native, 0);
            if (descriptor >= 0)
                return descriptor;
            if (Errno.Last is var error and not Errno.EINTR)
                throw FileFailure.Of("Cannot flush to the disk", folder, error);
        }
    }

    private static List<string> List(string folder, Func<IEnumerable<string>> list)
    {
        try
        {
            var found = list().ToList();
            found.Sort(StringComparer.Ordinal);
            return found;
        }
        catch (DirectoryNotFoundException e)
        {
            // .NET throws the same exception for a file.
            return FileProbe.Target(folder) is FileKind.Missing or FileKind.Folder
                ? []
                : throw new StorageException($"Cannot list '{folder}': it is no folder.", e);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Of("Cannot list", folder, e);
        }
    }
}
