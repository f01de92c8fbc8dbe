using System.Runtime.InteropServices;
namespace Sweeps.Core.Files;

/// <summary>Failures of the file system as <see cref="StorageException"/>.</summary>
public static class FileFailure
{
    /// <summary>Whether an exception of .NET's file functions is a failure of the file system: a file that grows past what the system allows is reported as an argument out of range.</summary>
    public static bool Is(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or System.Security.SecurityException or ArgumentOutOfRangeException { ParamName: "value" };

    /// <param name="what">For example <c>Cannot write</c>.</param>
    /// <param name="error">Of the system's own call.</param>
    public static StorageException Of(string what, string path, int error) =>
        new($"{what} '{path}': {Marshal.GetPInvokeErrorMessage(error)}", new IOException(Marshal.GetPInvokeErrorMessage(error), error));

    /// <summary>A failure with the attempted operation and the file in its message.</summary>
    /// <param name="what">For example <c>Cannot write</c>.</param>
    public static StorageException Of(string what, string path, Exception cause) => cause switch
    {
        StorageException told => told,
        ArgumentOutOfRangeException => new StorageException($"{what} '{path}': the file is larger than the system allows.", cause),
        // The message of .NET contains the path, too.
        _ => new StorageException($"{what} '{path}': {cause.Message.Replace($" : '{path}'", "", StringComparison.Ordinal)}", cause),
    };

    /// <summary>Does something with a file.</summary>
    /// <exception cref="StorageException">The file system refuses it.</exception>
    public static T Guard<T>(string what, string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception e) when (Is(e))
        {
            throw Of(what, path, e);
        }
    }

    /// <inheritdoc cref="Guard{T}(string, string, Func{T})"/>
    public static void Guard(string what, string path, Action use) => Guard(what, path, () =>
    {
        use();
        return true;
    });

    /// <summary>A path that the C library reads to its end.</summary>
    public static string Native(string path) => path.Contains('\0', StringComparison.Ordinal)
        ? throw new StorageException("A path with a null character is no path.")
        : path;
}
