using System.Globalization;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using static TorchSharp.torch;

namespace Sweeps.Torch.Trees;

/// <summary>What modules are for, told by their types and parameters.</summary>
internal static class ModuleRoles
{
    /// <summary>The elementwise activations of torch.nn.</summary>
    private static readonly HashSet<string> s_activations = new(
        [
            "CELU", "ELU", "GELU", "Hardshrink", "Hardsigmoid", "Hardswish", "Hardtanh", "LeakyReLU", "LogSigmoid", "Mish", "PReLU", "ReLU", "ReLU6", "RReLU", "SELU", "SiLU", "Sigmoid",
            "Softplus", "Softshrink", "Softsign", "Tanh", "Tanhshrink", "Threshold",
        ],
        StringComparer.Ordinal);

    /// <summary>Properties of TorchSharp's activations that are no options in the catalogue, with the values that its functions are for.</summary>
    private static readonly Dictionary<string, string> s_fixed = new(StringComparer.Ordinal)
    {
        ["beta"] = "1",
        ["threshold"] = "20",
        ["approximate"] = "none",
    };

    /// <summary>The name of the type, as PyTorch's class is called. <see cref="nn.Module.GetName"/> has another one for some modules.</summary>
    public static string TypeOf(nn.Module module) => module.GetType().Name.Split('`')[0];

    /// <summary>The role of a module; of the linear layers the last one gets <see cref="ModuleRole.Logits"/> when all are known.</summary>
    /// <param name="hasWeight">Whether it has a weight matrix.</param>
    public static ModuleRole Of(nn.Module module, bool hasWeight)
    {
        var type = TypeOf(module);
        if (hasWeight)
            return type.StartsWith("Embedding", StringComparison.Ordinal) ? ModuleRole.Embedding : ModuleRole.Hidden;
        if (type.Contains("Norm", StringComparison.Ordinal))
            return ModuleRole.Norm;
        return s_activations.Contains(type) ? ModuleRole.Activation : ModuleRole.Other;
    }

    /// <summary>The function of an activation; null if the catalogue has none of its type, or an option of it that the module does not tell, or if the module is set to another function than the catalogue's.</summary>
    public static ActivationCurve? CurveOf(nn.Module module, ModelCatalogue catalogue)
    {
        if (catalogue.ActivationOfType(TypeOf(module)) is not { } activation)
            return null;
        if (s_fixed.Any(one => module.GetType().GetProperty(one.Key)?.GetValue(module) is { } value && !string.Equals(Convert.ToString(value, CultureInfo.InvariantCulture), one.Value, StringComparison.Ordinal)))
            return null;
        var options = OptionValues.None;
        foreach (var option in activation.Options)
        {
            // Named as PyTorch's argument, which is a property of TorchSharp's module, perhaps behind the activation's own name.
            var property = option.Name[(option.Name.LastIndexOf('.') + 1)..];
            if (property.StartsWith(activation.Name + "_", StringComparison.Ordinal))
                property = property[(activation.Name.Length + 1)..];
            if (module.GetType().GetProperty(property)?.GetValue(module) is not { } value || value.GetType() != option.DefaultValue.GetType())
                return null;
            options = options.With(option, value);
        }

        return activation.Curve(options);
    }

    /// <summary>The parameter of a module that is its weight: a matrix called <c>weight</c>, or the only matrix; null if there is none.</summary>
    public static string? WeightOf(nn.Module module)
    {
        var matrices = Matrices(module).Where(name => !name.Contains('.', StringComparison.Ordinal)).ToList();
        return matrices.Find(name => name is "weight") ?? (matrices.Count == 1 ? matrices[0] : null);
    }

    /// <summary>The names of a module's own parameters with two dimensions or more. A name with a dot belongs to a part that is no module, of a module that computes natively.</summary>
    public static IEnumerable<string> Matrices(nn.Module module) =>
        module.named_parameters(recurse: false).Where(parameter => parameter.parameter.dim() > 1).Select(parameter => parameter.name);
}
