using Sweeps.Training;

namespace Sweeps.Core.Handlers.Kinds;

/// <summary>The names by which definitions choose modules.</summary>
internal static class ModuleGroups
{
    /// <summary>What is worth looking at by default: activations and linear layers for outputs and their gradients, every weight.</summary>
    public const string Auto = "auto";

    public static IReadOnlyList<string> All { get; } = ["embedding", "linear", "norm", "activation"];

    public static string Of(ModuleInfo module) => module.Kind switch
    {
        ModuleKind.Embedding => "embedding",
        ModuleKind.Linear => "linear",
        ModuleKind.BatchNorm or ModuleKind.LayerNorm => "norm",
        _ => "activation",
    };

    /// <summary>Whether a choice of groups takes in a module's tensor.</summary>
    public static bool Include(IReadOnlyList<string> groups, ModuleInfo module, TensorKinds tensor)
    {
        if (groups.Contains(Of(module), StringComparer.Ordinal))
            return true;
        return groups.Contains(Auto, StringComparer.Ordinal)
            && (tensor is TensorKinds.Weight or TensorKinds.WeightGradient || module.IsActivation || module.Kind == ModuleKind.Linear);
    }
}
