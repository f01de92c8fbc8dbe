using Sweeps.Training;

namespace Sweeps.Core.Handlers;

/// <summary>The names of tensors in definitions and tables.</summary>
internal static class TensorNames
{
    /// <summary>All names, in the order in which they are listed for users.</summary>
    public static IReadOnlyList<string> All { get; } = ["output", "gradient", "weight", "weight_gradient"];

    /// <summary>The name of one kind of tensor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not exactly one kind of tensor.</exception>
    public static string Of(TensorKinds kind) => kind switch
    {
        TensorKinds.Output => "output",
        TensorKinds.OutputGradient => "gradient",
        TensorKinds.Weight => "weight",
        TensorKinds.WeightGradient => "weight_gradient",
        TensorKinds.Step => "step",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "One kind of tensor."),
    };

    /// <summary>The kind of tensor with this name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No kind of tensor has this name.</exception>
    public static TensorKinds Parse(string name) => name switch
    {
        "output" => TensorKinds.Output,
        "gradient" => TensorKinds.OutputGradient,
        "weight" => TensorKinds.Weight,
        "weight_gradient" => TensorKinds.WeightGradient,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, $"Allowed: {string.Join(", ", All)}."),
    };
}
