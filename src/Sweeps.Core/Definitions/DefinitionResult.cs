using Sweeps.Core.Datasets;
using Sweeps.Core.Engines;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions;

/// <summary>A definition, or all its errors.</summary>
/// <param name="Definition">Null if there are errors.</param>
/// <param name="Errors">By place.</param>
public sealed record DefinitionResult(SweepDefinition? Definition, IReadOnlyList<DefinitionError> Errors)
{
    /// <summary>Where the examples of its cells are prepared.</summary>
    internal DataCatalogue Data { get; init; } = new([]);

    /// <summary>The engines of which the definition chooses one; null if there are errors.</summary>
    internal EngineCatalogue? Engines { get; init; }
}

/// <summary>The environment in which a definition is read.</summary>
public sealed record DefinitionContext
{
    /// <summary>Everything that the definition can name, what plugins bring along included.</summary>
    public required SweepCatalogue Catalogue { get; init; }

    /// <summary>Finds the datasets that the definition names.</summary>
    public required DataCatalogue Data { get; init; }

    /// <summary>The <c>KEY=VALUE</c> of each <c>--set</c>; of two with one key the later counts.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>The folder that relative paths are relative to, instead of the one in the definition; null for the one in the definition.</summary>
    public string? BaseFolder { get; init; }

    /// <summary>The expression of <c>--where</c>.</summary>
    public string? Where { get; init; }
}
