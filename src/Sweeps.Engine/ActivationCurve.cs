using Sweeps.Engine.Kernels;
using Sweeps.Engine.Kernels.Activations;
using Sweeps.Engine.Training;

namespace Sweeps.Engine;

/// <summary>An activation in double precision, with the same bits on every machine.</summary>
/// <param name="Value">f.</param>
/// <param name="Derivative">f′ as training and torch.autograd have it; at a jump (ReLU and SELU at 0) that is the value on the left.</param>
/// <param name="Turns">The points between which f′ is monotone, and at which it may jump.</param>
public sealed record ActivationCurve(Func<double, double> Value, Func<double, double> Derivative, IReadOnlyList<double> Turns)
{
    private static readonly double s_sqrt2 = Math.Sqrt(2);

    /// <exception cref="ArgumentOutOfRangeException">The module is no activation.</exception>
    public static ActivationCurve Of(ModuleKind activation) => activation switch
    {
        ModuleKind.Tanh => new(Elementary.Tanh, TanhDerivative, [0]),
        ModuleKind.ReLU => new(x => x < 0 ? 0 : x, x => x > 0 ? 1 : 0, [0]),
        ModuleKind.SELU => new(
            x => x < 0 ? Selu.LambdaAlpha * Elementary.ExpMinusOne(x) : Selu.Lambda * x,
            x => x > 0 ? Selu.Lambda : Selu.LambdaAlpha * Elementary.Exp(x), [0]),
        ModuleKind.GELU => new(
            x => x * Below(x),
            x => Below(x) + (x * Elementary.InverseRootTwoPi * Elementary.Bell(x)), [-s_sqrt2, s_sqrt2]),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Not an activation."),
    };

    /// <summary>Φ.</summary>
    private static double Below(double x) => x > 0 ? 1 - Elementary.NormalTail(x) : Elementary.NormalTail(-x);

    // 1 − tanh² = 4e / (1 + e)² with e = exp(−2|x|), which does not cancel.
    private static double TanhDerivative(double x)
    {
        var e = Elementary.Exp(-2 * Math.Abs(x));
        return 4 * e / ((1 + e) * (1 + e));
    }
}
