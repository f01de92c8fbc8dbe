namespace Sweeps.Core.Store;

/// <summary>What <c>provenance.json</c> tells about an execution besides what the machine itself says.</summary>
public sealed record ExecutionInfo
{
    /// <summary>As typed.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>Of the program.</summary>
    public string Version { get; init; } = "";

    /// <summary>Of the engine's arithmetic.</summary>
    public string Arithmetic { get; init; } = "";

    /// <summary>Of the repository that the definition lies in, if it lies in one.</summary>
    public string? GitCommit { get; init; }

    /// <summary>Path of the definition; what is relative in it is relative to its folder.</summary>
    public string Definition { get; init; } = "";

    /// <summary>The <c>KEY=VALUE</c> of each <c>--set</c>: with the definition they make the plan.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>Assemblies that handlers came from.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>Name and SHA-256 of each data file.</summary>
    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
