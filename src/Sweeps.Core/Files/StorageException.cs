namespace Sweeps.Core.Files;

/// <summary>The exception for results that cannot be read or written. The message gives the operation, the place and the reason, and can be shown to a user.</summary>
public sealed class StorageException : Exception
{
    /// <summary>An exception with this message.</summary>
    public StorageException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with this message and what led to it.</summary>
    public StorageException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The process that works in the folder, if that is the reason.</summary>
    internal string? InUseBy { get; private init; }

    /// <summary>Whether the reason is a rename from one file system to another.</summary>
    internal bool IsAcrossFileSystems { get; private init; }

    internal static StorageException AcrossFileSystems(string from, string to) =>
        new($"Cannot rename '{from}' to '{to}': they lie in different file systems, or one of them in a lower layer of an overlay, and only within one is a rename a single step.") { IsAcrossFileSystems = true };

    internal static StorageException InUse(string folder, string holder, string file) =>
        new($"'{folder}' is in use by {holder}. Wait for it or stop it; if it is gone for sure, delete '{file}'.") { InUseBy = holder };
}
