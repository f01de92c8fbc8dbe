using Sweeps.Core.Files;

namespace Sweeps.Core.Store;

/// <summary>The arguments of an execution as stored in <c>provenance.json</c>. With them, its plan can be made again from <c>definition.yaml</c>.</summary>
/// <param name="Definition">The path of the definition at that time. Relative paths in the definition are relative to its folder.</param>
/// <param name="Set">The <c>KEY=VALUE</c> of each <c>--set</c>.</param>
/// <param name="Plugins">The assemblies from which handlers were loaded. They are only for messages and are never loaded, since anyone can write this file.</param>
/// <param name="Cells">The number of cells of the plan; null if it is not stored.</param>
/// <param name="Arithmetic">The version of the engine's arithmetic.</param>
/// <param name="Data">The name and SHA-256 of each data file.</param>
public sealed record StoredExecution(string Definition, IReadOnlyList<string> Set, IReadOnlyList<string> Plugins, int? Cells, string Arithmetic, IReadOnlyDictionary<string, string> Data)
{
    private static readonly IReadOnlyDictionary<string, string> s_none = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The name of the machine; empty if it is not stored.</summary>
    public string Host { get; init; } = "";

    /// <summary>How many runs it trained; null if it has not ended, or ended without writing tables.</summary>
    public int? Trained { get; init; }

    /// <summary>Facts about the machine on which the engine's bits depend, by name; empty if they depend on none, or if none are stored.</summary>
    public IReadOnlyDictionary<string, string> Machine { get; init; } = s_none;

    /// <summary>Name and SHA-256 of assemblies whose computations no version of the program states.</summary>
    public IReadOnlyDictionary<string, string> Assemblies { get; init; } = s_none;

    /// <summary>All stored executions, the earliest first.</summary>
    /// <exception cref="StorageException">The file cannot be read.</exception>
    public static IReadOnlyList<StoredExecution> All(SweepPaths paths) => Provenance.All(FileReading.BytesIfThere(paths.Provenance));

    /// <summary>The execution that began last in a sweep's folder; null if none is stored.</summary>
    /// <exception cref="StorageException">The file cannot be read.</exception>
    public static StoredExecution? Last(SweepPaths paths) => All(paths) is [.., var last] ? last : null;
}
