using MathNet.Numerics;
using Sweeps.Engine.Activations;
using Sweeps.Engine.Tests.Kernels.Entries;
using Sweeps.Tests;

namespace Sweeps.Engine.Tests.Kernels.Accuracy;

/// <summary>The float32 functions within two units in the last place of double precision over their whole range.</summary>
[Kind(TestKind.Long)]
public class FunctionAccuracyTests(ITestOutputHelper output)
{
    private const double Units = 2;

    // A prime: 17.1 million numbers, in every binade other trailing bits.
    private const long Every = 251;
    private const double LambdaAlpha = 1.0507009873554804934193349852946 * 1.6732632423543772848170429916717;

    [Fact]
    public void Exponential() =>
        Within<Exponential>(Math.Exp, 0, -0f, 88.72284f, 89, -87.33655f, -103.97208f, -104, 0.34657359f, -0.34657359f, float.Epsilon);

    [Fact]
    public void Logarithm() =>
        Within<Logarithm>(Math.Log, 1, 0.70710677f, 1.4142135f, 1.17549435e-38f, float.Epsilon, float.MaxValue, 2, 0.5f);

    [Fact]
    public void Hyperbolic_tangent() =>
        Within<ValueOf<Tanh>>(Math.Tanh, 0.25f, -0.5f, 1, -3, 7, 9, 9.01f, 11, float.Epsilon, 1.17549435e-38f, float.MaxValue);

    [Fact]
    public void Error_function() =>
        Within<ErrorFunction>(SpecialFunctions.Erf, 1, -1, 3.92f, 10.3f, float.Epsilon, 1.17549435e-38f, float.MaxValue);

    [Fact]
    public void Upper_tail() => Within<UpperTail>(x => Tail(Math.Abs(x)), 0, 0.5f, 14.17f, 14.6f, 13.1f, float.MaxValue);

    [Fact]
    public void Normal_density() =>
        Within<Density>(x => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI), 0, 14.4f, 14.6f, 13.2f, float.MaxValue);

    [Fact]
    public void Gelu() =>
        Within<ValueOf<Gelu>>(x => double.IsNegativeInfinity(x) || x == 0 ? 0 : x * Tail(-x), 0, -0f, -13.6f, -14.3f, -14.6f, 5.6f, float.MaxValue);

    /// <summary>Its two terms cancel at −0.75: the unit is one in the last place of the larger term.</summary>
    [Fact]
    public void Gelus_derivative() => Within<SlopeOf<Gelu>>(
        x => Tail(-x) + (Math.CopySign(1, x) * Weighted(x)), size: x => Math.Max(Tail(Math.Abs(x)), Weighted(x)), 0, -0.7517915f, -13.6f, -14.3f, -14.6f, 5.6f, float.MaxValue);

    /// <summary>Below 0 it is λα(eˣ − 1) as PyTorch rounds it: the unit is one in the last place of λα.</summary>
    [Fact]
    public void Selu() => Within<ValueOf<Selu>>(
        x => x > 0 ? 1.0507009873554804934193349852946 * x : LambdaAlpha * (Math.Exp(x) - 1), size: x => x > 0 ? 0 : LambdaAlpha,
        0, -0f, -104, -17, float.Epsilon, float.MaxValue);

    [Fact]
    public void Relu_is_exact()
    {
        var worst = AccuracySurvey.Worst<ValueOf<Relu>>(x => double.IsNaN(x) ? x : Math.Max(x, 0), _ => 0, Every, 0, -0f, float.MaxValue);
        Assert.Equal(0, worst.Error);
    }

    private static double Tail(double t) => t switch
    {
        double.PositiveInfinity => 0,
        double.NegativeInfinity => 1,
        _ => 0.5 * SpecialFunctions.Erfc(t / Math.Sqrt(2)),
    };

    // |x| · φ(x)
    private static double Weighted(double x) => double.IsInfinity(x) ? 0 : Math.Abs(x) * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    private void Within<TFunction>(Func<double, double> truth, params float[] thresholds)
        where TFunction : IFunction => Within<TFunction>(truth, _ => 0, thresholds);

    private void Within<TFunction>(Func<double, double> truth, Func<double, double> size, params float[] thresholds)
        where TFunction : IFunction
    {
        var (error, at, result) = AccuracySurvey.Worst<TFunction>(truth, size, Every, thresholds);
        output.WriteLine($"{typeof(TFunction).Name}: {error:0.000} units in the last place at {at:R}: {result:R} for {truth(at):R}");
        Assert.InRange(error, 0, Units);
    }
}
