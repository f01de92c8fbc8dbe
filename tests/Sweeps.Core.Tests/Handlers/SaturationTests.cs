using Sweeps.Core.Handlers;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

public sealed class SaturationTests
{
    [Fact]
    public void Flat_regions_agree_with_autograd()
    {
        foreach (var golden in HandlerGoldens.Section("flat"))
        {
            var activation = golden.GetProperty("activation").GetString()!;
            var regions = FlatRegions.Of(TestModules.Curve(activation), golden.Number("threshold"));
            // Each edge lies between two neighbours of autograd's grid, 1.6e-5 apart; a region's low and high end alternate.
            var edges = golden.Numbers("edges");
            double[] ends = [.. regions.SelectMany(region => new[] { region.Low, region.High }).Where(double.IsFinite)];
            var name = $"{activation} {golden.Number("threshold")}";
            Assert.Equal(golden.GetProperty("first").GetBoolean(), regions.Count > 0 && double.IsNegativeInfinity(regions[0].Low));
            Assert.True(edges.Length == ends.Length, name);
            Assert.All(edges.Zip(ends), pair => Assert.True(pair.Second >= pair.First && pair.Second <= pair.First + 1.61e-5, $"{name}: {pair}"));
        }
    }

    [Fact]
    public void Flat_regions_are_those_of_Activations_and_Gradients_to_its_own_precision()
    {
        // The document searched a grid; its bounds miss the roots by up to a thousandth (GELU's -0.5534 for -0.55437).
        Assert.Equal([(double.NegativeInfinity, -1.8183), (1.8183, double.PositiveInfinity)], Near("Tanh", [-1.8183, 1.8183]));
        Assert.Equal([(double.NegativeInfinity, -2.8668)], Near("SELU", [-2.8668]));
        Assert.Equal([(double.NegativeInfinity, 0.0)], Near("ReLU", [0]));
        Assert.Equal([(double.NegativeInfinity, -1.8611), (-1.0775, -0.5534)], Near("GELU", [-1.8611, -1.0775, -0.5534]));
    }

    [Fact]
    public void The_roots_have_closed_forms_where_the_functions_have()
    {
        // tanh' = 0.1 at artanh √0.9 = ln((1 + √0.9) / (1 - √0.9)) / 2; SELU' = 0.1 at ln(0.1 / (scale · alpha)).
        Assert.Equal(Math.Log((1 + Math.Sqrt(0.9)) / (1 - Math.Sqrt(0.9))) / 2, FlatRegions.Of(TestModules.Curve("Tanh"), 0.1)[1].Low, 1e-13);
        Assert.Equal(Math.Log(0.1 / (1.0507009873554805 * 1.6732632423543772)), FlatRegions.Of(TestModules.Curve("SELU"), 0.1)[0].High, 1e-13);
    }

    [Fact]
    public void Curves_agree_with_the_platforms_functions()
    {
        for (var x = -37.0; x <= 37; x += 0.0371)
        {
            Near(Math.Tanh(x), TestModules.Curve("Tanh").Value(x));
            Near(1 / (Math.Cosh(x) * Math.Cosh(x)), TestModules.Curve("Tanh").Derivative(x));
            Near(1.0507009873554805 * (x < 0 ? 1.6732632423543772 * (Math.Exp(x) - 1) : x), TestModules.Curve("SELU").Value(x));
            var (below, density) = (MathNet.Numerics.Distributions.Normal.CDF(0, 1, x), MathNet.Numerics.Distributions.Normal.PDF(0, 1, x));
            Near(x * below, TestModules.Curve("GELU").Value(x));
            Near(below + (x * density), TestModules.Curve("GELU").Derivative(x));
        }

        static void Near(double expected, double actual) => Assert.Equal(expected, actual, (1e-9 * Math.Abs(expected)) + 1e-15);
    }

    [Theory]
    [InlineData("ReLU", new[] { -1f, -0f, 0f, 1f, -1e-45f, float.NaN, float.NegativeInfinity, 5f }, 5 / 8.0)]
    [InlineData("Tanh", new[] { -1.82f, -1.81f, 1.81f, 1.82f, 0f, float.PositiveInfinity, 3f, float.NaN }, 4 / 8.0)]
    [InlineData("SELU", new[] { -2.87f, -2.86f, 0f, 9f }, 1 / 4.0)]
    [InlineData("GELU", new[] { -1.87f, -1.85f, -1.08f, -1.07f, -0.56f, -0.55f, 0f, 3f }, 3 / 8.0)]
    public void Counts_flat_pre_activations(string activation, float[] inputs, double expected)
    {
        var (flat, _) = Observe(activation, inputs, new float[inputs.Length]);
        Assert.Equal(expected, flat);
    }

    /// <summary>torch.autograd: relu′(0) = 0 and selu′(0) = 1.7580993… (scale · alpha), of 0 and of −0.</summary>
    [Theory]
    [InlineData("ReLU", 0.1, 1.0)]
    [InlineData("SELU", 1.2, 0.0)]
    [InlineData("SELU", 1.76, 1.0)]
    [InlineData("Tanh", 0.99, 0.0)]
    [InlineData("GELU", 0.5, 1.0)]
    [InlineData("GELU", 0.49, 0.0)]
    public void A_unit_that_is_exactly_zero_has_the_derivative_of_training(string activation, double derivative, double flat)
    {
        var step = new FakeStep();
        var module = step.Add(activation);
        step.Set(module, TensorKinds.Output, HandlerGoldens.Matrix(1, 4, new float[4])).SetInput(module, HandlerGoldens.Matrix(1, 4, [0f, -0f, 0f, -0f]));
        Assert.Equal(flat, HandlerRun.Rows(step, "saturation", ("derivative", derivative)).Column<double>("fraction_flat").Values[0]);
    }

    [Fact]
    public void Counts_outputs_beyond_a_threshold_exactly()
    {
        var (_, above) = Observe("Tanh", new float[6], [0.99f, MathF.BitDecrement(0.99f), -1, 1, float.NaN, 0.5f]);
        // 0.99f is 0.9900000095…, above 0.99; the float32 before it is below.
        Assert.Equal(3 / 6.0, above);
    }

    [Fact]
    public void Counts_the_same_for_every_shape_layout_and_padding()
    {
        for (var rows = 1; rows <= 40; rows += 3)
        {
            for (var columns = 1; columns <= 70; columns += 3)
            {
                var inputs = Matrices.Normal(rows, columns, (uint)(rows + (71 * columns)), 2);
                var outputs = Matrices.Map(inputs, (x, _, _) => MathF.Tanh(x));
                foreach (var columnsContiguous in (bool[])[false, true])
                {
                    var step = new FakeStep { ColumnsContiguous = columnsContiguous, Padding = columns % 3 };
                    var module = step.Add("Tanh");
                    step.Set(module, TensorKinds.Output, outputs).SetInput(module, inputs);
                    var table = HandlerRun.Rows(step, "saturation", ("above", 0.5));
                    Assert.Equal(inputs.Cast<float>().Count(x => Math.Abs(x) > 1.8184464592320668) / (double)inputs.Length, table.Column<double>("fraction_flat").Values[0]);
                    Assert.Equal(outputs.Cast<float>().Count(h => Math.Abs(h) > 0.5f) / (double)inputs.Length, table.Column<double>("fraction_above").Values[0]);
                }
            }
        }
    }

    private static (double Low, double High)[] Near(string activation, double[] published) =>
        [.. FlatRegions.Of(TestModules.Curve(activation), 0.1).Select(region => (Snap(region.Low, published), Snap(region.High, published)))];

    private static double Snap(double end, double[] published) =>
        Array.Find(published, candidate => Math.Abs(candidate - end) <= 1e-3) is var found && Math.Abs(found - end) <= 1e-3 ? found : end;

    private static (double Flat, double Above) Observe(string activation, float[] inputs, float[] outputs)
    {
        var step = new FakeStep();
        var module = step.Add(activation);
        step.Set(module, TensorKinds.Output, HandlerGoldens.Matrix(1, outputs.Length, outputs)).SetInput(module, HandlerGoldens.Matrix(1, inputs.Length, inputs));
        var table = HandlerRun.Rows(step, "saturation");
        return (table.Column<double>("fraction_flat").Values[0], table.Column<double>("fraction_above").Values[0]);
    }
}
