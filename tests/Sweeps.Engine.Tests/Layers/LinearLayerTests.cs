using Sweeps.Engine.Layers;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;
using Sweeps.Numerics.Random;
using Sweeps.Training;

namespace Sweeps.Engine.Tests.Layers;

/// <summary>With a bias summed like the weights: all sums in turn, whichever way the weights lie.</summary>
public sealed unsafe class LinearLayerTests : IDisposable
{
    private readonly Arena<float> _arena = new();

    public static TheoryData<int, int, int, bool> Shapes()
    {
        var shapes = new TheoryData<int, int, int, bool>();
        foreach (var (samples, inputs, outputs) in new[] { (1, 1, 1), (32, 30, 30), (32, 30, 200), (32, 200, 27), (19, 32, 32), (7, 15, 40), (33, 16, 100), (32, 48, 5), (5, 31, 17), (9, 119, 29), (9, 128, 29), (300, 47, 64) })
        {
            shapes.Add(samples, inputs, outputs, true);
            shapes.Add(samples, inputs, outputs, false);
        }

        return shapes;
    }

    public void Dispose() => _arena.Dispose();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_sum_takes_its_terms_in_turn(int samples, int inputs, int outputs, bool hasBias)
    {
        Compare<Lanes1<float>>(samples, inputs, outputs, hasBias, keepsBySample: false);
        Compare<Lanes512<float>>(samples, inputs, outputs, hasBias, keepsBySample: false);
        Compare<Lanes512<float>>(samples, inputs, outputs, hasBias, keepsBySample: true);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Lines_are_handed_over_once_when_their_gradient_is_known_and_nothing_needs_them(int samples, int inputs, int outputs, bool hasBias)
    {
        foreach (var (arithmetic, sumsBiasLikeWeights) in new[] { (ArithmeticKind.Fast, true), (ArithmeticKind.Fast, false), (ArithmeticKind.PyTorch, false) })
        {
            var layer = Layer<Lanes512<float>>(samples, inputs, outputs, hasBias, keepsBySample: false, arithmetic, sumsBiasLikeWeights);
            var weight = layer.Parameters[0];
            layer.Backward();
            var known = new ReadOnlySpan<float>(weight.Gradient, weight.Length).ToArray();
            var dx = new ReadOnlySpan<float>(layer.Input.Gradient, layer.Input.Length).ToArray();
            new Span<float>(weight.Gradient, weight.Length).Clear();
            var next = 0;
            layer.Backward((parameter, first, count) =>
            {
                Assert.Equal((weight, next), (parameter, first));
                var (start, length) = (first * weight.Stride, count * weight.Stride);
                Assert.Equal(known.AsSpan(start, length), new ReadOnlySpan<float>(weight.Gradient + start, length));
                new Span<float>(weight.Value + start, length).Fill(float.NaN);
                next += count;
            });
            Assert.Equal(weight.Lines, next);
            Assert.Equal(dx, new ReadOnlySpan<float>(layer.Input.Gradient, layer.Input.Length));
        }
    }

    [Fact]
    public void Weights_lie_the_way_that_costs_less()
    {
        Assert.Equal(1, Layer<Lanes512<float>>(32, 30, 200, hasBias: true, keepsBySample: false).Parameters[0].ColumnStride);
        Assert.Equal(1, Layer<Lanes512<float>>(32, 200, 27, hasBias: true, keepsBySample: false).Parameters[0].RowStride);
    }

    private void Compare<V>(int samples, int inputs, int outputs, bool hasBias, bool keepsBySample)
        where V : unmanaged, ILanes<V, float>
    {
        var layer = Layer<V>(samples, inputs, outputs, hasBias, keepsBySample);
        var (x, y, weight) = (layer.Input, layer.Output, layer.Parameters[0]);
        for (var pass = 0; pass < 2; pass++)
        {
            layer.Forward(Phase.Train);
            layer.Backward();
        }

        for (var s = 0; s < samples; s++)
        {
            for (var o = 0; o < outputs; o++)
                Assert.Equal(InTurn(inputs, i => (W(o, i), X(s, i))) + (hasBias ? weight.Value[weight.Offset(o, inputs)] : 0), y.Value[(o * y.Stride) + s]);
            for (var i = 0; i < inputs; i++)
                Assert.Equal(InTurn(outputs, o => (W(o, i), Dy(s, o))), x.Gradient[(i * x.Stride) + s]);
        }

        var padding = Enumerable.Range(0, weight.Length).ToHashSet();
        for (var o = 0; o < outputs; o++)
        {
            for (var i = 0; i < inputs; i++)
                Assert.Equal(InTurn(samples, s => (Dy(s, o), X(s, i))), Gradient(o, i));
            if (hasBias)
                Assert.Equal(InTurn(samples, s => (Dy(s, o), 1)), Gradient(o, inputs));
        }

        Assert.All(padding, place => Assert.Equal(0, weight.Gradient[place]));

        float X(int s, int i) => x.Value[(i * x.Stride) + s];
        float Dy(int s, int o) => y.Gradient[(o * y.Stride) + s];
        float W(int o, int i) => weight.Value[weight.Offset(o, i)];

        float Gradient(int row, int column)
        {
            Assert.True(padding.Remove((int)weight.Offset(row, column)));
            return weight.Gradient[weight.Offset(row, column)];
        }
    }

    private LinearLayer<float, V> Layer<V>(
        int samples, int inputs, int outputs, bool hasBias, bool keepsBySample, ArithmeticKind arithmetic = ArithmeticKind.Fast, bool sumsBiasLikeWeights = true)
        where V : unmanaged, ILanes<V, float>
    {
        var orders = new AccumulationOrders<float>(arithmetic, WeightLayout.OutIn, samples, V.Count, sumsBiasLikeWeights);
        var batch = new Batch<float>(_arena, context: 1, samples, widest: Math.Max(inputs, outputs), orders);
        var symbols = new ushort[samples];
        batch.Fill(new ExampleSet(1, symbols, symbols), 0, samples);
        var x = new ActivationBuffer<float>(_arena, inputs, batch.Stride);
        var y = new ActivationBuffer<float>(_arena, outputs, batch.Stride);
        var layer = new LinearLayer<float, V>(new ModuleInfo(0, ModuleInfo.LinearType, ModuleRole.Hidden, 0, inputs, outputs), batch, x, y, hasBias, _arena);
        var stream = new TorchGenerator((ulong)((1_000_000L * samples) + (1000 * inputs) + outputs));
        if (keepsBySample)
            x.KeepBySample(_arena);
        for (var s = 0; s < samples; s++)
        {
            for (var i = 0; i < inputs; i++)
                x.Value[(i * x.Stride) + s] = Draw();
            for (var i = 0; keepsBySample && i <= inputs; i++)
                x.BySample[(s * x.ValueRows) + i] = x.Value[(i * x.Stride) + s];
            for (var o = 0; o < outputs; o++)
                y.Gradient[(o * y.Stride) + s] = Draw();
        }

        foreach (var part in layer.Parameters[0].Parts)
            for (var o = 0; o < outputs; o++)
                for (var column = part.Column; column < part.Column + part.Columns; column++)
                    layer.Parameters[0].Value[layer.Parameters[0].Offset(o, column)] = Draw();
        return layer;

        float Draw() => (float)(stream.RandDouble() - 0.5);
    }

    private static float InTurn(int count, Func<int, (float, float)> term)
    {
        var sum = 0f;
        for (var i = 0; i < count; i++)
        {
            var (left, right) = term(i);
            sum = MathF.FusedMultiplyAdd(left, right, sum);
        }

        return sum;
    }
}
