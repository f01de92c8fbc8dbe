using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Training;

namespace Sweeps.Core;

/// <summary>What sweeps are loaded and trained with. One environment can serve any number of sweeps, also at the same time.</summary>
/// <param name="Catalogue">Everything that definitions can name, and what trains them.</param>
public sealed record SweepEnvironment(SweepCatalogue Catalogue)
{
    /// <summary>An environment with one engine, and with what comes with the product.</summary>
    /// <param name="engine">Trains the networks of every definition. Definitions choose from its models.</param>
    public SweepEnvironment(ITrainingEngine engine)
        : this(new SweepCatalogue(engine))
    {
    }

    /// <summary>Finds datasets and keeps the examples that were made of them.</summary>
    /// <value>The default is the shipped datasets and those in the folders that the environment variable <c>SWEEPS_DATA</c> names.</value>
    public DataCatalogue Data { get; init; } = DataCatalogue.FromEnvironment();

    /// <summary>The clock.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
