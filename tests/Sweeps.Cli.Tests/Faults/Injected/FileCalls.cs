namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>Kinds of file calls, as <c>calls.h</c> names them.</summary>
internal static class FileCalls
{
    /// <summary>Kinds of which a failure may leave something half done.</summary>
    public static IReadOnlySet<string> Changing { get; } = new HashSet<string>(["create", "write", "sync", "rename", "link", "unlink", "mkdir", "rmdir"], StringComparer.Ordinal);

    public static IReadOnlyList<string> Kinds { get; } =
        ["open", "create", "read", "write", "sync", "rename", "link", "unlink", "mkdir", "rmdir", "stat", "list", "lock", "attribute"];
}
