using Sweeps.Engine.Activations;
using Sweeps.Engine.Initialisations;
using Sweeps.Engine.Losses;
using Sweeps.Engine.Norms;
using Sweeps.Engine.Optimizers;
using Sweeps.Engine.Parametrizations;
using Sweeps.Engine.Schedules;

namespace Sweeps.Engine;

/// <summary>All that definitions can choose by name with the managed engine.</summary>
public static class ManagedModels
{
    public static ModelCatalogue Catalogue { get; } = new()
    {
        Activations = ActivationCatalogue.Descriptors,
        Norms = NormCatalogue.Descriptors,
        Optimizers = OptimizerCatalogue.Descriptors,
        Initialisations = InitialisationCatalogue.All,
        Schedules = ScheduleCatalogue.All,
        Parametrizations = ParametrizationCatalogue.All,
        Losses = LossCatalogue.Descriptors,
    };
}
