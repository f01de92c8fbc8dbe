using Sweeps.Engine.Activations;
using Sweeps.Engine.Tests.Kernels.Entries;

namespace Sweeps.Engine.Tests.Kernels.Accuracy;

/// <summary>Functions where the answer is known to the bit, signs of zeros included.</summary>
public class SpecialValueTests
{
    private const float Infinity = float.PositiveInfinity;

    [Fact]
    public void Exponential() => Is<Exponential>(
        (0f, 1f), (-0f, 1f), (Infinity, Infinity), (-Infinity, 0f), (float.MaxValue, Infinity), (float.MinValue, 0f),
        (88.72283f, 3.4027985e38f), (88.72284f, Infinity), (-103.97209f, 0f), (-103.9f, float.Epsilon), (float.NaN, float.NaN));

    [Fact]
    public void Logarithm() => Is<Logarithm>(
        (0f, -Infinity), (-0f, -Infinity), (1f, 0f), (Infinity, Infinity), (-1f, float.NaN), (-float.Epsilon, float.NaN),
        (-Infinity, float.NaN), (float.Epsilon, -103.27893f), (float.NaN, float.NaN));

    [Fact]
    public void Hyperbolic_tangent() => Is<ValueOf<Tanh>>(
        (0f, 0f), (-0f, -0f), (float.Epsilon, float.Epsilon), (-1e-40f, -1e-40f), (Infinity, 1f), (-Infinity, -1f),
        (float.MinValue, -1f), (float.NaN, float.NaN));

    [Fact]
    public void Error_function() => Is<ErrorFunction>(
        (0f, 0f), (-0f, -0f), (float.Epsilon, float.Epsilon), (Infinity, 1f), (-Infinity, -1f), (float.MaxValue, 1f),
        (float.NaN, float.NaN));

    [Fact]
    public void Gelu() => Is<ValueOf<Gelu>>(
        (0f, 0f), (-0f, -0f), (Infinity, Infinity), (-Infinity, -0f), (float.MaxValue, float.MaxValue), (float.MinValue, -0f),
        (float.NaN, float.NaN));

    [Fact]
    public void Gelus_derivative() => Is<SlopeOf<Gelu>>(
        (0f, 0.5f), (Infinity, 1f), (-Infinity, -0f), (float.NaN, float.NaN));

    [Fact]
    public void Selu() => Is<ValueOf<Selu>>(
        (0f, 0f), (Infinity, Infinity), (-Infinity, -1.7580993f), (float.NaN, float.NaN));

    [Fact]
    public void Relu() => Is<ValueOf<Relu>>(
        (0f, 0f), (-1f, 0f), (Infinity, Infinity), (-Infinity, 0f), (float.NaN, float.NaN));

    private static void Is<TFunction>(params (float X, float Expected)[] values)
        where TFunction : IFunction
    {
        foreach (var (x, expected) in values)
        {
            var actual = AccuracySurvey.Apply<TFunction>(x);
            Assert.True(WidthComparison.SameBits(expected, actual), $"{typeof(TFunction).Name} of {x:R} is {actual:R}, not {expected:R}");
        }
    }
}
