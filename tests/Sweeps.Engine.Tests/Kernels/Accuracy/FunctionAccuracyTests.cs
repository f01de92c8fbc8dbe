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

    [Fact]
    public void Identity_is_exact() => Assert.Equal(0, AccuracySurvey.Worst<ValueOf<Identity>>(x => x, _ => 0, Every, 0, -0f, float.MaxValue).Error);

    [Fact]
    public void Hardtanh_is_exact() => Assert.Equal(0, AccuracySurvey.Worst<ValueOf<HardTanh>>(x => Math.Min(Math.Max(x, -1), 1), _ => 0, Every, 1, -1, 0, -0f, float.MaxValue).Error);

    [Fact]
    public void Sigmoid() => Within<ValueOf<Sigmoid>>(Sigma, 0, -0f, -87.3f, -103.97f, -104, 16.6f, 17.4f, float.MaxValue);

    [Fact]
    public void Sigmoids_derivative() => Within<SlopeOf<Sigmoid>>(SigmaSlope, 0, -0f, -87.3f, 87.3f, -103.97f, 103.97f, 16.6f, -16.6f, float.MaxValue);

    [Fact]
    public void Softplus() => Within<ValueOf<Softplus>>(x => Math.Max(x, 0) + LogOfOneMore(Math.Exp(-Math.Abs(x))), 0, -0f, -87.3f, -103.97f, 15, 20, 0.35f, -0.35f, float.MaxValue);

    [Fact]
    public void Softplus_derivative() => Within<SlopeOf<Softplus>>(Sigma, 0, -0f, -87.3f, -103.97f, -104, 16.6f, 17.4f, float.MaxValue);

    [Fact]
    public void Elu() => Within<ValueOf<Elu>>(x => x > 0 ? x : double.IsNaN(x) ? x : LessOne(x), 0, -0f, -0.34657359f, -1.0397208f, -17, -104, float.Epsilon, float.MaxValue);

    [Fact]
    public void Elus_derivative() => Within<SlopeOf<Elu>>(x => x > 0 ? 1 : Math.Exp(x), 0, -0f, -0.34657359f, -87.3f, -103.97f, -104, float.MaxValue);

    [Fact]
    public void Silu() => Within<ValueOf<Silu>>(x => double.IsNegativeInfinity(x) ? 0 : x * Sigma(x), 0, -0f, -87.3f, -103.97f, -108, -110, 17.4f, float.MaxValue);

    /// <summary>Its two terms cancel at −1.2785: the unit is one in the last place of the larger term.</summary>
    [Fact]
    public void Silus_derivative() => Within<SlopeOf<Silu>>(
        x => double.IsInfinity(x) ? Sigma(x) : Sigma(x) + (x * SigmaSlope(x)), size: x => x > 0 || double.IsInfinity(x) ? 0 : Math.Max(Sigma(x), -x * SigmaSlope(x)),
        0, -0f, -1.2784645f, -87.3f, -103.97f, -108, 17.4f, float.MaxValue);

    [Fact]
    public void Mish() => Within<ValueOf<Mish>>(x => double.IsNegativeInfinity(x) ? 0 : x * MishWeight(x), 0, -0f, -87.3f, -103.97f, -108, -110, 9, float.MaxValue);

    /// <summary>Its two terms cancel at −1.1924: the unit is one in the last place of the larger term.</summary>
    [Fact]
    public void Mishs_derivative() => Within<SlopeOf<Mish>>(
        x => MishWeight(x) + MishRise(x), size: x => x > 0 || double.IsInfinity(x) ? 0 : Math.Max(MishWeight(x), -MishRise(x)),
        0, -0f, -1.1924388f, -87.3f, -103.97f, -108, 9, float.MaxValue);

    [Fact]
    public void Gelu_by_tanh() => Within<ValueOf<GeluTanh>>(x => double.IsNegativeInfinity(x) ? 0 : x * Sigma(GeluInner(x)), 0, -0f, -10, -10.5f, -10.8f, -11.2f, 5, float.MaxValue);

    /// <summary>Its two terms cancel at −0.7525: the unit is one in the last place of the larger term.</summary>
    [Fact]
    public void Gelu_by_tanhs_derivative() => Within<SlopeOf<GeluTanh>>(
        x => Sigma(GeluInner(x)) + GeluRise(x), size: x => x > 0 || double.IsInfinity(x) ? 0 : Math.Max(Sigma(GeluInner(x)), -GeluRise(x)),
        0, -0f, -0.7524614f, -10, -10.5f, -10.8f, -11.2f, 5, float.MaxValue);

    private static double Sigma(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    private static double SigmaSlope(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        return e / ((1 + e) * (1 + e));
    }

    // The power series near 0; beyond it the subtraction loses a bit or two of double precision.
    private static double LessOne(double x) => Math.Abs(x) < 1e-4 ? x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4)))))) : Math.Exp(x) - 1;

    private static double LogOfOneMore(double e) => e < 1e-4 ? e * (1 - (e / 2) + (e * e / 3) - (e * e * e / 4)) : Math.Log(1 + e);

    /// <summary>tanh(ln(1 + eˣ)).</summary>
    private static double MishWeight(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        return x < 0 ? e * (2 + e) / (2 + (e * (2 + e))) : (1 + (2 * e)) / (1 + (2 * e * (1 + e)));
    }

    /// <summary>x times the derivative of tanh(ln(1 + eˣ)), which is (1 − tanh²)·σ(x).</summary>
    private static double MishRise(double x) => double.IsInfinity(x) ? 0 : x * Sigma(x) * OneLessSquare(x);

    // 1 − ((p² − 1)/(p² + 1))² = 4p²/(p² + 1)² with p = 1 + eˣ, and for x above 0 both by e⁻ˣ.
    private static double OneLessSquare(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        var p = (1 + e) * (1 + e);
        return x < 0 ? 4 * p / ((p + 1) * (p + 1)) : 4 * e * e * p / ((p + (e * e)) * (p + (e * e)));
    }

    private static double GeluInner(double x) => 2 * Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));

    private static double GeluRise(double x) =>
        Math.Abs(x) > 1e3 ? 0 : x * SigmaSlope(GeluInner(x)) * 2 * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x));

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
