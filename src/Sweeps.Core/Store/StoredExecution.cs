using Sweeps.Core.Files;

namespace Sweeps.Core.Store;

/// <summary>What an execution was called with, as <c>provenance.json</c> tells it: enough to make its plan again from <c>definition.yaml</c>.</summary>
/// <param name="Definition">Path of the definition then; what is relative in it is relative to its folder.</param>
/// <param name="Set">The <c>KEY=VALUE</c> of each <c>--set</c>.</param>
/// <param name="Plugins">Assemblies that handlers came from. A file that lies about must not get code loaded: these are for telling the user only.</param>
/// <param name="Cells">Of the plan; null if it is not told.</param>
/// <param name="Arithmetic">Version of the engine's arithmetic.</param>
/// <param name="Data">Name and SHA-256 of each list.</param>
public sealed record StoredExecution(string Definition, IReadOnlyList<string> Set, IReadOnlyList<string> Plugins, int? Cells, string Arithmetic, IReadOnlyDictionary<string, string> Data)
{
    /// <summary>All executions that are known, the earliest first.</summary>
    /// <exception cref="StorageException">The file cannot be read.</exception>
    public static IReadOnlyList<StoredExecution> All(SweepPaths paths) => Provenance.All(FileReading.BytesIfThere(paths.Provenance));

    /// <summary>The last execution that began in a sweep's folder; null if nothing tells.</summary>
    /// <exception cref="StorageException">The file cannot be read.</exception>
    public static StoredExecution? Last(SweepPaths paths) => All(paths) is [.., var last] ? last : null;
}
