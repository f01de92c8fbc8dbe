using Sweeps.Engine.Norms;

namespace Sweeps.Engine.Layers;

/// <summary>How many numbers an architecture trains, without building it.</summary>
internal static class ParameterCounts
{
    public static long Of(NetworkSettings network)
    {
        return ModuleList.Of(network).Sum(module => module.Role switch
        {
            ModuleRole.Embedding => (long)module.Inputs * network.Embedding,
            ModuleRole.Hidden or ModuleRole.Logits => (long)module.Outputs * (module.Inputs + (network.Init.Of(module).HasBias ? 1 : 0)),
            ModuleRole.Norm => (long)module.Outputs * NormCatalogue.Of(network).ParametersOf(network.NormOptions).Count,
            ModuleRole.Activation or ModuleRole.Other => 0,
            _ => throw new ArgumentOutOfRangeException(nameof(network), module.Role, "Unknown role."),
        });
    }
}
