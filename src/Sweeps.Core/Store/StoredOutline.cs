using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Store;

/// <summary>Reads the outline of the definition in a results folder.</summary>
public static class StoredOutline
{
    /// <summary>Reads the outline; it is empty if there is no definition.</summary>
    /// <param name="parameters">The parameters that it can name.</param>
    /// <exception cref="StorageException">The definition cannot be read.</exception>
    public static DefinitionOutline Read(SweepPaths paths, ParameterSet parameters) => FileReading.BytesIfThere(paths.Definition) is { } definition
        ? DefinitionOutline.Read(definition, StoredExecution.Last(paths)?.Set ?? [], StoredTasks.ParametersOf(paths, parameters))
        : DefinitionOutline.Empty;

    /// <summary>The parameters of the runs in a folder: those that are given, and the options of the plugins' tasks that were trained there.</summary>
    /// <exception cref="StorageException">What is stored of the tasks cannot be read.</exception>
    public static ParameterSet ParametersOf(SweepPaths paths, ParameterSet parameters) => StoredTasks.ParametersOf(paths, parameters);
}
