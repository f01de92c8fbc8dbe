using Sweeps.Engine.Kernels;
using Sweeps.Engine.Kernels.Lanes;
using Sweeps.Engine.Random;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>A bias's gradient against PyTorch's own sums over the rows of a matrix, bit for bit (Goldens/make_sums.py).</summary>
public class BiasGradientTests
{
    [Fact]
    public void It_has_the_bits_of_PyTorchs_sum()
    {
        var wrong = new List<string>();
        foreach (var golden in SumGoldens.Section("bias"))
        {
            var samples = golden.GetProperty("samples").GetInt32();
            var units = golden.GetProperty("units").GetInt32();
            var expected = SumGoldens.Floats(golden);
            if (!expected.SequenceEqual(Sums(samples, units)))
                wrong.Add($"{samples} x {units}");
        }

        Assert.True(wrong.Count == 0, string.Join(", ", wrong));
    }

    // As a linear layer does it: a single unit in its own way; whole groups of units by a product with columns of ones, the rest four ways.
    private static unsafe float[] Sums(int samples, int units)
    {
        var stride = Padded.RoundUp(samples);
        var blocks = Padded.RoundUp(BiasGradient.Blocks(stride));
        var grouped = BiasGradient.GroupedUnits(units);
        using var memory = new GuardedMemory<float>();
        memory.Begin(0, NumberKind.Ordinary, misalignment: 0);
        var gradient = memory.Signal(units, 0, stride);
        var drawn = new float[samples * units];
        new TorchGenerator((ulong)((1000 * samples) + units)).Rand(drawn);
        for (var i = 0; i < drawn.Length; i++)
            gradient[(i % units * stride) + (i / units)] = drawn[i] - 0.5f;

        if (units == 1)
            return [BiasGradient.Single(gradient, samples)];
        var ones = memory.Result(stride * blocks);
        BiasGradient.Mark(ones, blocks, samples, stride);
        var sums = memory.Result(units * blocks);
        Product<float, Lanes512<float>>.Run(gradient, stride, 1, ones, blocks, sums, blocks, memory.Zeros(1), 0, grouped, samples, blocks);
        BiasGradient.Fold(sums, blocks, grouped, samples);
        BiasGradient.FourWays(gradient + (grouped * stride), stride, sums + (grouped * blocks), blocks, units - grouped, samples);
        var result = new float[units];
        for (var unit = 0; unit < units; unit++)
            result[unit] = sums[unit * blocks];
        return result;
    }
}
