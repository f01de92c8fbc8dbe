using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Store;

/// <summary>The outline of the definition that stands in a results folder.</summary>
public static class StoredOutline
{
    /// <summary>Empty if there is no definition.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public static DefinitionOutline Read(SweepPaths paths) => FileReading.BytesIfThere(paths.Definition) is { } definition
        ? DefinitionOutline.Read(definition, StoredExecution.Last(paths)?.Set ?? [], ParameterSet.Shipped)
        : DefinitionOutline.Empty;
}
