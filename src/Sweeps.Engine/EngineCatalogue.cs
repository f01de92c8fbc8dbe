using Sweeps.Engine.Activations;
using Sweeps.Engine.Losses;
using Sweeps.Engine.Norms;
using Sweeps.Engine.Optimizers;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine;

/// <summary>All that definitions can choose by name with this engine.</summary>
public static class EngineCatalogue
{
    public static ModelCatalogue Models { get; } = new()
    {
        Activations = ActivationCatalogue.Descriptors,
        Norms = NormCatalogue.Descriptors,
        Optimizers = OptimizerCatalogue.Descriptors,
        Losses = LossCatalogue.Descriptors,
    };
}
