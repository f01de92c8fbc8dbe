using Sweeps.Core.Published;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Published;

public sealed class ActivationShapeTests
{
    /// <summary>
    /// “Activations and Gradients”'s bounds are read off a grid: they lie within 0.001 of where |f′| is 0.1, which is the bound here. At the document's own −0.5534 GELU's
    /// derivative is 0.1006, for instance.
    /// </summary>
    [Theory]
    [InlineData("tanh", double.NegativeInfinity, -1.8183, 1.8183, double.PositiveInfinity)]
    [InlineData("selu", double.NegativeInfinity, -2.8668)]
    [InlineData("relu", double.NegativeInfinity, 0.0)]
    [InlineData("gelu", double.NegativeInfinity, -1.8611, -1.0775, -0.5534)]
    public void Saturation_regions_are_the_documents(string name, params double[] bounds)
    {
        var shape = Shape(name);
        var ours = shape.Flat.SelectMany(region => new[] { region.Low, region.High }).ToList();
        Assert.Equal(bounds.Length, ours.Count);
        foreach (var (one, other) in bounds.Zip(ours))
        {
            if (double.IsInfinity(one))
                Assert.Equal(one, other);
            else
                Assert.Equal(one, other, 0.001);
            if (double.IsFinite(other) && name is not "relu")
                Assert.Equal(0.1, Math.Abs(shape.At(other).Derivative), 1e-12);
        }
    }

    /// <summary>tanh's bound in closed form: 1 − tanh² = 0.1 at arcosh √10.</summary>
    [Fact]
    public void Bounds_are_exact() => Assert.Equal(Math.Acosh(Math.Sqrt(10)), Shape("tanh").Flat[1].Low, 1e-14);

    /// <summary>Values of torch.autograd.</summary>
    [Fact]
    public void At_zero_a_derivative_is_that_of_training()
    {
        foreach (var (name, derivative) in new[] { ("tanh", 1), ("selu", 1.7580993408473766), ("relu", 0), ("gelu", 0.5) })
            Assert.All([0, -0.0], x => Assert.Equal(derivative, Shape(name).At(x).Derivative, 1e-15));
        Assert.Equal([(double.NegativeInfinity, 0.0)], Shape("relu").Flat);
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("selu")]
    [InlineData("relu")]
    [InlineData("gelu")]
    public void Derivatives_are_slopes(string name)
    {
        var shape = Shape(name);
        for (var x = -3.95; x < 4; x += 0.1)
            Assert.Equal((shape.At(x + 1e-5).Value - shape.At(x - 1e-5).Value) / 2e-5, shape.At(x).Derivative, 1e-6);
    }

    /// <summary>The functions as PyTorch's documentation defines them, with the base class library's tanh and exp; GELU's values at ±1 and ±2 are x·Φ(x) from tables of the normal distribution.</summary>
    [Fact]
    public void Values_are_the_definitions()
    {
        for (var x = -6.0; x <= 6; x += 0.125)
        {
            Assert.Equal(Math.Tanh(x), Shape("tanh").At(x).Value, 1e-14);
            Assert.Equal(Math.Max(0, x), Shape("relu").At(x).Value);
            Assert.Equal(1.0507009873554805 * (Math.Max(0, x) + Math.Min(0, 1.6732632423543772 * (Math.Exp(x) - 1))), Shape("selu").At(x).Value, 1e-12);
        }

        Assert.Equal(0.8413447460685429, Shape("gelu").At(1).Value, 1e-12);
        Assert.Equal(-0.15865525393145707, Shape("gelu").At(-1).Value, 1e-12);
        Assert.Equal(2 * 0.9772498680518208, Shape("gelu").At(2).Value, 1e-12);
    }

    /// <summary>Another threshold, another region: at 1 and more SELU's flat part is all x below ln(1/(λα)) = −0.5643; at 2 every activation is flat everywhere.</summary>
    [Fact]
    public void The_threshold_decides()
    {
        var selu = ActivationShape.All(Shipped.Parameters.Models, 1).Single(shape => shape.Name is "selu");
        Assert.Equal((double.NegativeInfinity, -Math.Log(1.0507009873554805 * 1.6732632423543772)), Assert.Single(selu.Flat), new Close());
        Assert.All(ActivationShape.All(Shipped.Parameters.Models, 2), shape => Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), Assert.Single(shape.Flat)));
    }

    private static ActivationShape Shape(string name) => ActivationShape.All(Shipped.Parameters.Models, 0.1).Single(shape => string.Equals(shape.Name, name, StringComparison.Ordinal));

    private sealed class Close : IEqualityComparer<(double Low, double High)>
    {
        public bool Equals((double Low, double High) x, (double Low, double High) y) => x.Low.Equals(y.Low) && Math.Abs(x.High - y.High) < 1e-9;

        public int GetHashCode((double Low, double High) region) => 0;
    }
}
