using Sweeps.Training;

namespace Sweeps.Core.Handlers;

/// <summary>The names of tensors in definitions and tables.</summary>
public static class TensorNames
{
    public static IReadOnlyList<string> All { get; } = ["output", "gradient", "weight", "weight_gradient"];

    public static string Of(TensorKinds kind) => kind switch
    {
        TensorKinds.Output => "output",
        TensorKinds.OutputGradient => "gradient",
        TensorKinds.Weight => "weight",
        TensorKinds.WeightGradient => "weight_gradient",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "One kind of tensor."),
    };

    public static TensorKinds Parse(string name) => name switch
    {
        "output" => TensorKinds.Output,
        "gradient" => TensorKinds.OutputGradient,
        "weight" => TensorKinds.Weight,
        "weight_gradient" => TensorKinds.WeightGradient,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, $"Allowed: {string.Join(", ", All)}."),
    };
}
