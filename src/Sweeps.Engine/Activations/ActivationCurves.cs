using Sweeps.Numerics.Functions;
using Sweeps.Training;

namespace Sweeps.Engine.Activations;

/// <summary>The activations in double precision.</summary>
public static class ActivationCurves
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
