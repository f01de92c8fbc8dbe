using Sweeps.Training;

namespace Sweeps.Core.Handlers.Kinds;

/// <summary>The names by which definitions choose modules.</summary>
internal static class ModuleGroups
{
    /// <summary>The default choice: activations and linear layers for outputs and their gradients, and every weight.</summary>
    public const string Auto = "auto";

    public static IReadOnlyList<string> All { get; } = ["embedding", "linear", "norm", "activation", "other"];

    public static string Of(ModuleInfo module) => module.Role switch
    {
        ModuleRole.Embedding => "embedding",
        ModuleRole.Hidden or ModuleRole.Logits => "linear",
        ModuleRole.Norm => "norm",
        ModuleRole.Activation => "activation",
        ModuleRole.Other => "other",
        _ => throw new ArgumentOutOfRangeException(nameof(module), module.Role, "Unknown role."),
    };

    /// <summary>Whether a choice of groups includes a module's tensor.</summary>
    public static bool Include(IReadOnlyList<string> groups, ModuleInfo module, TensorKinds tensor)
    {
        if (groups.Contains(Of(module), StringComparer.Ordinal))
            return true;
        return groups.Contains(Auto, StringComparer.Ordinal)
            && (tensor is TensorKinds.Weight or TensorKinds.WeightGradient || module.IsActivation || module.IsLinear);
    }
}
