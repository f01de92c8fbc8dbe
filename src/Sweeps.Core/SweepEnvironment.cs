using Sweeps.Core.Datasets;
using Sweeps.Core.Engines;
using Sweeps.Core.Handlers;
using Sweeps.Core.Parameters;
using Sweeps.Training;

namespace Sweeps.Core;

/// <summary>What definitions can name and what trains them: engines, kinds of handlers, datasets. One environment can serve any number of sweeps, also at the same time.</summary>
/// <param name="Engines">The engines that definitions choose from with <c>engine:</c>. The arithmetic of the one that trains is part of the identity of every run.</param>
/// <param name="Parameters">The parameters that definitions can set and vary.</param>
public sealed record SweepEnvironment(EngineCatalogue Engines, ParameterSet Parameters)
{
    /// <summary>An environment with one engine, and the parameters that come with the product.</summary>
    /// <param name="engine">Trains the networks of every definition. Definitions choose from its models.</param>
    public SweepEnvironment(ITrainingEngine engine)
        : this(EngineCatalogue.Of(engine), ParameterSet.Of(engine.Catalogue))
    {
    }

    /// <summary>The kinds of handlers.</summary>
    /// <value>The default is the kinds that come with the product.</value>
    public HandlerCatalogue Handlers { get; init; } = HandlerCatalogue.Shipped;

    /// <summary>Finds datasets and keeps the examples that were made of them.</summary>
    /// <value>The default is the shipped datasets and those in the folders that the environment variable <c>SWEEPS_DATA</c> names.</value>
    public DataCatalogue Data { get; init; } = DataCatalogue.FromEnvironment();

    /// <summary>The clock.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
