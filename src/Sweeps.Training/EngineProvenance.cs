using System.Collections.Immutable;

namespace Sweeps.Training;

/// <summary>What the last bits of an engine's numbers depend on besides its arithmetic. It stands in <c>provenance.json</c> and in no run's identity.</summary>
public sealed record EngineProvenance
{
    private static readonly IReadOnlyDictionary<string, string> s_none = ImmutableDictionary<string, string>.Empty;

    /// <summary>Nothing: the bits are the same on every machine.</summary>
    public static EngineProvenance None { get; } = new();

    /// <summary>Facts about the machine and the process, by name: <c>processor</c>, <c>instructions</c>, <c>threads</c>. Where one of them differs, equal runs may have different bits. <value>Default: none.</value></summary>
    public IReadOnlyDictionary<string, string> Machine { get; init; } = s_none;

    /// <summary>The SHA-256 of each assembly that computes, by file name. One that changes while <see cref="ITrainingEngine.Arithmetic"/> stays the same is worth a warning. <value>Default: none.</value></summary>
    public IReadOnlyDictionary<string, string> Assemblies { get; init; } = s_none;
}
