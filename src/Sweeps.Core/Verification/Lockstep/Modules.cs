using Sweeps.Training;
using Sweeps.Training.Lockstep;

namespace Sweeps.Core.Verification.Lockstep;

/// <summary>Which module a tensor belongs to.</summary>
internal static class Modules
{
    /// <summary>The module whose name the tensor has, or begins with; null for the loss.</summary>
    public static ModuleInfo? Of(StepTensor tensor, IReadOnlyList<ModuleInfo> modules) => modules.FirstOrDefault(module =>
        tensor.Name.StartsWith(module.Name, StringComparison.Ordinal) && (tensor.Name.Length == module.Name.Length || tensor.Name[module.Name.Length] == '.'));
}
