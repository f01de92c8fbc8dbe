using Sweeps.Core.Handlers;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Published;

/// <summary>The curve of an activation and the regions where it is flat, found numerically (“Activations and Gradients”, appendix).</summary>
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

    /// <summary>The activation's name in definitions.</summary>
    public string Name { get; }

    /// <summary>The closed intervals of x where |f′(x)| is at most the threshold.</summary>
    public IReadOnlyList<(double Low, double High)> Flat { get; }

    /// <summary>The bounds that “Activations and Gradients” prints for a threshold of 0.1; null if it prints none. They were read from a grid and are correct to about 0.001.</summary>
    public string? Published { get; }

    /// <summary>All activations with their default options.</summary>
    /// <param name="models">The catalogue with the activations.</param>
    /// <param name="threshold">An activation is flat where |f′| is at most this; above 0.</param>
    public static IReadOnlyList<ActivationShape> All(ModelCatalogue models, double threshold) =>
        [.. models.Activations.Select(activation => new ActivationShape(activation, threshold))];

    /// <summary>f(x) and f′(x) in double precision. Where f′ jumps, f′(x) is the value that training and torch.autograd use.</summary>
    public (double Value, double Derivative) At(double x) => (_curve.Value(x), _curve.Derivative(x));
}
