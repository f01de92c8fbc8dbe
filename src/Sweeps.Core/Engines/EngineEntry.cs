using System.Reflection;
using Sweeps.Training;

namespace Sweeps.Core.Engines;

/// <summary>An engine that definitions choose by name.</summary>
/// <param name="Name">The value of <c>engine:</c>, which is also the engine's own name: lower case, words joined by '_'.</param>
/// <param name="Summary">One sentence for help, the schema and the documentation.</param>
/// <param name="Create">Makes it; what it needs is loaded then. It is called once at most.</param>
public sealed record EngineEntry(string Name, string Summary, Func<ITrainingEngine> Create)
{
    /// <summary>Why the engine cannot be had here, asked before it is created: a sentence that names the command which brings it; null if it can.</summary>
    /// <value>The default is that it can.</value>
    public Func<string?> WhyMissing { get; init; } = static () => null;

    /// <summary>Finds an assembly that plugins share with the engine: the one that they derive their tasks from, and what it refers to. Null for one that the engine does not have.</summary>
    /// <value>The default is that there is none.</value>
    public Func<AssemblyName, Assembly?> Assembly { get; init; } = static _ => null;

    /// <summary>Full names of parameters that have no effect on what the engine trains: <c>train.arithmetic</c>. Cells that differ in them alone are equal.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> WithoutEffect { get; init; } = [];
}
