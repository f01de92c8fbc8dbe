namespace Sweeps.Core.Files;

/// <summary>Renames and deletions that either succeed or report why they failed.</summary>
public static class FileActions
{
    /// <summary>Renames a file or a folder in one step and replaces a file with the new name. The rename is durable once both folders are synced.</summary>
    /// <remarks><c>File.Move</c> copies to another file system instead, neither in one step nor durably.</remarks>
    /// <exception cref="StorageException">It cannot be renamed, and has its old name.</exception>
    public static void Rename(string from, string to)
    {
        if (TryRename(from, to) is not 0 and var error)
            throw WhyNotRenamed(from, to, error);
    }

    /// <summary>Renames a file or a folder that another process may have removed.</summary>
    /// <returns>Whether it was there.</returns>
    /// <inheritdoc cref="Rename" path="/exception"/>
    public static bool RenameIfThere(string from, string to)
    {
        var error = TryRename(from, to);
        // ENOENT and ERROR_FILE_NOT_FOUND are one number.
        return error is 0 || (error is Errno.ENOENT ? false : throw WhyNotRenamed(from, to, error));
    }

    /// <summary>Gives a file a name that nothing has yet, in one step. Its old name may remain.</summary>
    /// <returns>Whether it has the name now: false if something has it, or the file is gone; null if that cannot be done here, as where there are no hard links.</returns>
    public static bool? TryPlace(string file, string path)
    {
        if (OperatingSystem.IsWindows())
            return WindowsFiles.Move(file, path, replace: false);
        if (Posix.Link(FileFailure.Native(file), FileFailure.Native(path)) == 0)
            return true;
        return Errno.Last is Errno.EEXIST or Errno.ENOENT ? false : null;
    }

    /// <summary>Removes a file or a link, but not the target of a link. A missing file is no error.</summary>
    /// <exception cref="StorageException">It cannot be removed.</exception>
    public static void Delete(string path)
    {
        try
        {
#pragma warning disable RS0030 // Here its failure becomes one.
            File.Delete(path);
#pragma warning restore RS0030
        }
        catch (DirectoryNotFoundException)
        {
            // The folder of the file does not exist either.
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Of("Cannot delete", path, e);
        }
    }

    /// <returns>0, or the system's error.</returns>
    private static int TryRename(string from, string to) => OperatingSystem.IsWindows()
        ? WindowsFiles.Move(from, to, replace: true) ? 0 : Errno.Last
        : Posix.Rename(FileFailure.Native(from), FileFailure.Native(to)) == 0 ? 0 : Errno.Last;

    private static StorageException WhyNotRenamed(string from, string to, int error) =>
        error == (OperatingSystem.IsWindows() ? WindowsFiles.ErrorNotSameDevice : Errno.EXDEV)
            ? StorageException.AcrossFileSystems(from, to)
            : FileFailure.Of($"Cannot rename '{from}' to", to, error);

    /// <summary>Removes a file and ignores errors: a later operation that needs the removal reports them.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            Delete(path);
        }
        catch (StorageException)
        {
            // The removal is optional.
        }
    }
}
