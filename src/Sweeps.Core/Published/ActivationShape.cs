using Sweeps.Core.Handlers;
using Sweeps.Engine.Activations;
using Sweeps.Training;

namespace Sweeps.Core.Published;

/// <summary>An activation's shape and its saturation regions, found numerically (document 004, appendix).</summary>
/// <param name="Name">As definitions name it.</param>
/// <param name="Flat">Intervals of x where |f′(x)| is at most the threshold, their ends included.</param>
public sealed record ActivationShape(string Name, IReadOnlyList<(double Low, double High)> Flat)
{
    private static readonly (string Name, ModuleKind Kind)[] s_activations =
        [("tanh", ModuleKind.Tanh), ("selu", ModuleKind.SELU), ("relu", ModuleKind.ReLU), ("gelu", ModuleKind.GELU)];

    /// <summary>All activations.</summary>
    /// <param name="threshold">Where |f′| is at most this, an activation counts as flat.</param>
    public static IReadOnlyList<ActivationShape> All(double threshold) =>
        [.. s_activations.Select(one => new ActivationShape(one.Name, [.. FlatRegions.Of(one.Kind, threshold).Select(interval => (interval.Low, interval.High))]))];

    /// <summary>The bounds for a threshold of 0.1 that document 004 prints, read off a grid and so right to about 0.001.</summary>
    public string Published => Name switch
    {
        "tanh" => "|x| > 1.8183",
        "selu" => "x < -2.8668",
        "relu" => "x < 0.0",
        _ => "x < -1.8611 or -1.0775 < x < -0.5534",
    };

    /// <summary>f(x) and f′(x) in double precision; at a jump of f′ the value that training and torch.autograd have.</summary>
    public (double Value, double Derivative) At(double x)
    {
        var curve = ActivationCurves.Of(s_activations.Single(one => string.Equals(one.Name, Name, StringComparison.Ordinal)).Kind);
        return (curve.Value(x), curve.Derivative(x));
    }
}
