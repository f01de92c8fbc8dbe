using Sweeps.Core.Files;

namespace Sweeps.Reports.Exports;

/// <summary>Keeps other exports away from a folder that one is being written to. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class ExportLock : IDisposable
{
    private readonly FileStream _file;

    private ExportLock(FileStream file) => _file = file;

    /// <exception cref="StorageException">Another export is being written there, or nothing can be.</exception>
    public static ExportLock Of(string folder)
    {
        var path = folder + ".lock";
        try
        {
            Folders.Create(Path.GetDirectoryName(path)!);
            return new ExportLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException busy) when (IsHeld(busy))
        {
            throw new StorageException($"Another export is being written to '{folder}'.", busy);
        }
        catch (Exception failed) when (FileFailure.Is(failed))
        {
            throw FileFailure.Of("Cannot write the export", folder, failed);
        }
    }

    public void Dispose()
    {
        // While it is held: who opens it afterwards makes a file of its own.
        FileActions.TryDelete(_file.Name);
        _file.Dispose();
    }

    // EWOULDBLOCK of Linux and of macOS, and ERROR_SHARING_VIOLATION of Windows.
    private static bool IsHeld(IOException refused) => (refused.HResult & 0xFFFF) is 11 or 35 or 32;
}
