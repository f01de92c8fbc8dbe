namespace Sweeps.Core.Store;

/// <summary>Information about an execution for <c>provenance.json</c>, besides that about the machine.</summary>
public sealed record ExecutionInfo
{
    /// <summary>The command line as the user typed it.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>The version of the program.</summary>
    public string Version { get; init; } = "";

    /// <summary>The version of the engine's arithmetic.</summary>
    public string Arithmetic { get; init; } = "";

    /// <summary>What the bits depend on besides the arithmetic: facts about the machine and the process, by name. Empty if they are the same everywhere.</summary>
    public IReadOnlyDictionary<string, string> Machine { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Name and SHA-256 of each assembly whose computations no version of the program states: those of an engine that is brought separately, and those of plugins.</summary>
    public IReadOnlyDictionary<string, string> Assemblies { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The commit of the repository that contains the definition; null if there is no repository.</summary>
    public string? GitCommit { get; init; }

    /// <summary>The path of the definition. Relative paths in the definition are relative to its folder.</summary>
    public string Definition { get; init; } = "";

    /// <summary>The <c>KEY=VALUE</c> of each <c>--set</c>. The definition and these settings determine the plan.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>The assemblies from which handlers were loaded.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>Name and SHA-256 of each data file.</summary>
    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
