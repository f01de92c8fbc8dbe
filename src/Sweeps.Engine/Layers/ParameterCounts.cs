using Sweeps.Training;

namespace Sweeps.Engine.Layers;

/// <summary>How many numbers an architecture trains, without building it.</summary>
internal static class ParameterCounts
{
    public static long Of(NetworkSettings network)
    {
        var modules = ModuleList.Of(network);
        return modules.Sum(module => module.Kind switch
        {
            ModuleKind.Embedding => (long)module.Inputs * network.Embedding,
            ModuleKind.Linear => (long)module.Outputs * (module.Inputs + (network.Init.Of(module, modules).HasBias ? 1 : 0)),
            ModuleKind.BatchNorm or ModuleKind.LayerNorm => 2L * module.Outputs,
            _ => 0,
        });
    }
}
