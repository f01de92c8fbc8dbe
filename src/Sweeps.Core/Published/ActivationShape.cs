using Sweeps.Core.Handlers;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Published;

/// <summary>An activation's shape and its saturation regions, found numerically (“Activations and Gradients”, appendix).</summary>
public sealed class ActivationShape
{
    private readonly ActivationCurve _curve;

    private ActivationShape(ActivationDescriptor activation, double threshold)
    {
        _curve = activation.Curve(OptionValues.None);
        Name = activation.Name;
        Flat = [.. FlatRegions.Of(_curve, threshold).Select(interval => (interval.Low, interval.High))];
        Published = activation.PublishedFlatRegions;
    }

    /// <summary>As definitions name it.</summary>
    public string Name { get; }

    /// <summary>Intervals of x where |f′(x)| is at most the threshold, their ends included.</summary>
    public IReadOnlyList<(double Low, double High)> Flat { get; }

    /// <summary>The bounds for a threshold of 0.1 that “Activations and Gradients” prints, read off a grid and so right to about 0.001; null if it prints none.</summary>
    public string? Published { get; }

    /// <summary>All activations with their default options.</summary>
    /// <param name="models">Those that there are.</param>
    /// <param name="threshold">Where |f′| is at most this, an activation counts as flat.</param>
    public static IReadOnlyList<ActivationShape> All(ModelCatalogue models, double threshold) =>
        [.. models.Activations.Select(activation => new ActivationShape(activation, threshold))];

    /// <summary>f(x) and f′(x) in double precision; at a jump of f′ the value that training and torch.autograd have.</summary>
    public (double Value, double Derivative) At(double x) => (_curve.Value(x), _curve.Derivative(x));
}
