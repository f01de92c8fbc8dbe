using Sweeps.Engine.Activations;
using Sweeps.Engine.Layers;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Modules;

/// <summary>What every activation of the catalogue has to have, whichever it is.</summary>
public sealed unsafe class ActivationCatalogueTests
{
    /// <summary>
    /// torch.nn.init.calculate_gain of PyTorch's documentation; SELU's 1 and GELU's √2 are those of “Activations and Gradients”, which trains with them.
    /// Where PyTorch has none, the choice is that of docs/modules.md: the gain of the function that it approaches.
    /// </summary>
    private static readonly Dictionary<string, double> s_gains = new(StringComparer.Ordinal)
    {
        ["tanh"] = 5.0 / 3,
        ["relu"] = 1.4142135623730951,
        ["selu"] = 1,
        ["gelu"] = 1.4142135623730951,
        ["leaky_relu"] = 1.4141428569978354,
        ["identity"] = 1,
        ["sigmoid"] = 1,
        ["hardtanh"] = 5.0 / 3,
        ["softplus"] = 1,
        ["elu"] = 1,
        ["silu"] = 1.4142135623730951,
        ["mish"] = 1.4142135623730951,
        ["gelu_tanh"] = 1.4142135623730951,
    };

    public static MatrixTheoryData<string, ArithmeticKind> Layers { get; } = new(ActivationCatalogue.Descriptors.Names, Enum.GetValues<ArithmeticKind>());

    public static TheoryData<string> Names => [.. ActivationCatalogue.Descriptors.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gain_is_the_published_one(string name) => Assert.Equal(s_gains[name], Of(name).DefaultGain(OptionValues.None), 1e-15);

    /// <summary>By differences of fourth order, away from kinks.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_curves_derivative_is_the_slope_of_its_value(string name)
    {
        const double h = 1e-3;
        var curve = Of(name).Curve(OptionValues.None);
        for (var x = -8.0037; x < 8; x += 0.05)
        {
            if (curve.Kinks.Any(kink => Math.Abs(kink - x) < 3 * h))
                continue;
            var slope = ((8 * (curve.Value(x + h) - curve.Value(x - h))) - (curve.Value(x + (2 * h)) - curve.Value(x - (2 * h)))) / (12 * h);
            Assert.Equal(slope, curve.Derivative(x), 1e-9);
        }
    }

    /// <summary>Where it is not, flat regions would be overlooked, and differences taken across a kink.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Between_turns_the_derivative_is_monotone_and_does_not_jump(string name)
    {
        var curve = Of(name).Curve(OptionValues.None);
        double[] ends = [-12, .. curve.Turns, 12];
        foreach (var (low, high) in ends.Zip(ends.Skip(1)))
        {
            var places = Enumerable.Range(1, 20_000).Select(i => low + ((high - low) * i / 20_001)).Select(curve.Derivative).ToList();
            var steps = places.Zip(places.Skip(1), (one, next) => next - one).ToList();
            Assert.True(steps.TrueForAll(step => step > -1e-12) || steps.TrueForAll(step => step < 1e-12), $"{name} between {low} and {high}");
            Assert.All(steps, step => Assert.True(Math.Abs(step) < 0.01, $"{name} jumps between {low} and {high}"));
        }
    }

    /// <summary>The value and the derivative of the layer, in one lane of float32, beside the curve's.</summary>
    [Theory]
    [MemberData(nameof(Layers))]
    public void The_layer_has_the_curve(string name, ArithmeticKind arithmetic)
    {
        float[] sizes = [0, float.Epsilon, 1e-30f, 1e-7f, 1e-3f, 0.01f, 0.1f, 0.25f, 0.5f, 1, 1.5f, 2, 3, 5, 9];
        float[] places = [.. sizes, .. sizes.Select(size => -size), float.NaN];
        var curve = Of(name).Curve(OptionValues.None);
        var (values, slopes) = Run<float, Lanes1<float>>(name, arithmetic, places.Length, 1, place => (places[place], 1));
        for (var i = 0; i < places.Length - 1; i++)
        {
            Assert.True(Math.Abs(curve.Value(places[i]) - values[i]) <= 1e-6 * Math.Max(1, Math.Abs(places[i])), $"f({places[i]}) = {values[i]}");
            Assert.True(Math.Abs(curve.Derivative(places[i]) - slopes[i]) <= 1e-6, $"f′({places[i]}) = {slopes[i]}");
        }

        Assert.True(float.IsNaN(values[^1]));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_width_gives_the_bits_of_one_lane_at_every_size(string name, ArithmeticKind arithmetic)
    {
        for (var samples = 1; samples <= 40; samples++)
        {
            var units = (samples % 7) + 1;
            (float, float) Numbers(int i) => (((i * 7919 % 2003) - 1001) / 211f, ((i * 104729 % 1009) - 504) / 301f);
            var one = Run<float, Lanes1<float>>(name, arithmetic, units, samples, Numbers);
            foreach (var other in new[]
            {
                Run<float, Lanes128<float>>(name, arithmetic, units, samples, Numbers), Run<float, Lanes256<float>>(name, arithmetic, units, samples, Numbers),
                Run<float, Lanes512<float>>(name, arithmetic, units, samples, Numbers),
            })
            {
                Assert.Equal(one.Values.Select(BitConverter.SingleToInt32Bits), other.Values.Select(BitConverter.SingleToInt32Bits));
                Assert.Equal(one.Gradients.Select(BitConverter.SingleToInt32Bits), other.Gradients.Select(BitConverter.SingleToInt32Bits));
            }
        }
    }

    /// <summary>torch.nn.LeakyReLU's documentation: x if x ≥ 0, else negative_slope · x; its backward has the slope where x is not above 0.</summary>
    [Fact]
    public void Leaky_relu_takes_its_slope_from_its_option()
    {
        var options = OptionValues.None.With(LeakyReluActivation.NegativeSlope, 0.25);
        var curve = Of("leaky_relu").Curve(options);
        Assert.Equal([-0.5, 0, 3], new[] { -2.0, 0, 3 }.Select(curve.Value));
        Assert.Equal([0.25, 0.25, 1], new[] { -2.0, 0, 3 }.Select(curve.Derivative));
        Assert.Equal(1.3719886811400708, Of("leaky_relu").DefaultGain(options), 1e-15);
        float[] places = [-2, -0f, 0, 3];
        var (values, slopes) = Run<float, Lanes1<float>>("leaky_relu", ArithmeticKind.Fast, places.Length, 1, place => (places[place], 1), options);
        Assert.Equal([-0.5f, 0, 0, 3], values);
        Assert.Equal([0.25f, 0.25f, 0.25f, 1], slopes);
    }

    private static EngineActivation Of(string name) => (EngineActivation)ActivationCatalogue.Descriptors.Get(name);

    /// <summary>The values and, for an output's gradient, the input's, unit by unit.</summary>
    private static (float[] Values, float[] Gradients) Run<T, V>(
        string name, ArithmeticKind arithmetic, int units, int samples, Func<int, (float Input, float Gradient)> numbers, OptionValues? options = null)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
    {
        using var arena = new Arena<T>();
        var orders = new AccumulationOrders<T>(arithmetic, WeightLayout.OutIn, samples, V.Count, sumsBiasLikeWeights: false);
        var batch = new Batch<T>(arena, context: 1, samples, units, orders);
        var (x, y) = (new ActivationBuffer<T>(arena, units, batch.Stride), new ActivationBuffer<T>(arena, units, batch.Stride));
        var module = new ModuleInfo(0, Of(name).ModuleType, ModuleRole.Activation, 0, units, units);
        var layer = Of(name).CreateLayer<T, V>(new LayerSite<T>(module, batch, x, y, arena, arithmetic), options ?? OptionValues.None);
        for (var i = 0; i < units * samples; i++)
        {
            var place = (i / samples * x.Stride) + (i % samples);
            var (input, gradient) = numbers(i);
            (x.Value[place], y.Gradient[place]) = (T.CreateTruncating(input), T.CreateTruncating(gradient));
        }

        layer.Forward(Phase.Train);
        layer.Backward();
        var values = new float[units * samples];
        var gradients = new float[units * samples];
        for (var i = 0; i < values.Length; i++)
        {
            var place = (i / samples * x.Stride) + (i % samples);
            (values[i], gradients[i]) = (float.CreateTruncating(y.Value[place]), float.CreateTruncating(x.Gradient[place]));
        }

        return (values, gradients);
    }
}
