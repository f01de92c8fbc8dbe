using Sweeps.Core.Datasets;
using Sweeps.Core.Engines;
using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;

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
    /// <summary>The engines that definitions choose from.</summary>
    public required EngineCatalogue Engines { get; init; }

    /// <summary>The parameters that there are, those of plugins included.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>The kinds of handlers that there are, plugins included.</summary>
    public required IReadOnlyList<IHandlerKind> HandlerKinds { get; init; }

    /// <summary>Kinds of plugins that cannot be used: an error where the definition asks for one.</summary>
    public IReadOnlyList<BrokenKind> BrokenKinds { get; init; } = [];

    /// <summary>The measures of plugins, which definitions ask for by kind.</summary>
    public IReadOnlyList<IMeasure> MeasureKinds { get; init; } = [];

    /// <summary>Finds the datasets that the definition names.</summary>
    public required DataCatalogue Data { get; init; }

    /// <summary>The <c>KEY=VALUE</c> of each <c>--set</c>; of two with one key the later counts.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>The folder that relative paths are relative to, instead of the one in the definition; null for the one in the definition.</summary>
    public string? BaseFolder { get; init; }

    /// <summary>The expression of <c>--where</c>.</summary>
    public string? Where { get; init; }
}
