using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;
using Sweeps.Numerics.Random;

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
            if (!expected.SequenceEqual(Sums<Lanes1<float>>(samples, units)) || !expected.SequenceEqual(Sums<Lanes512<float>>(samples, units)))
                wrong.Add($"{samples} x {units}");
        }

        Assert.True(wrong.Count == 0, string.Join(", ", wrong));
    }

    private static unsafe float[] Sums<V>(int samples, int units)
        where V : unmanaged, ILanes<V, float>
    {
        var stride = Padded.RoundUp(units);
        using var memory = new GuardedMemory<float>();
        memory.Begin(0, NumberKind.Ordinary, misalignment: 0);
        var gradient = memory.Signal(samples, 0, stride);
        var drawn = new float[samples * units];
        new TorchGenerator((ulong)((1000 * samples) + units)).Rand(drawn);
        for (var i = 0; i < drawn.Length; i++)
            gradient[(i / units * stride) + (i % units)] = drawn[i] - 0.5f;
        var result = memory.Result(stride);
        BiasGradient<float, V>.Run(gradient, stride, result, units, samples);
        return new ReadOnlySpan<float>(result, units).ToArray();
    }
}
