using Sweeps.Engine.Kernels;
using Sweeps.Engine.Random;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>The gradients of gains and biases against the definition of their sums, a number at a time.</summary>
public class AffineGradientTests
{
    [Fact]
    public unsafe void Every_unit_has_the_sums_of_its_row()
    {
        using var memory = new GuardedMemory<float>();
        for (var units = 1; units <= 70; units++)
        {
            foreach (var samples in new[] { 1, 7, 16, 32, 45, 300 })
            {
                var stride = Padded.RoundUp(samples);
                memory.Begin(0, NumberKind.Ordinary, misalignment: units % 2);
                var gradient = memory.Signal(units, samples, stride);
                var standard = memory.Signal(units, samples, stride);
                Draw(gradient, units, samples, stride, (ulong)((1000 * units) + samples));
                Draw(standard, units, samples, stride, (ulong)((1000 * units) + samples + 500));
                var gain = memory.Result(Padded.RoundUp(units));
                var bias = memory.Result(Padded.RoundUp(units));
                AffineGradient<float>.Run(gradient, standard, gain, bias, units, stride);
                for (var unit = 0; unit < units; unit++)
                {
                    var dy = gradient + (unit * stride);
                    var x = standard + (unit * stride);
                    Assert.Equal((float)LaneSum<float>.Scalar<LaneSum<float>.Identity>(dy, dy, 0, stride), bias[unit]);
                    Assert.Equal((float)LaneSum<float>.Scalar<LaneSum<float>.Times>(dy, x, 0, stride), gain[unit]);
                }
            }
        }
    }

    // Of all sizes, so that the order of additions shows; the padding is left zero.
    private static unsafe void Draw(float* signal, int units, int samples, int stride, ulong seed)
    {
        var numbers = new float[units * samples];
        new TorchGenerator(seed).Rand(numbers);
        for (var i = 0; i < numbers.Length; i++)
            signal[(i / samples * stride) + (i % samples)] = (numbers[i] - 0.5f) * (1 << (i % 20));
    }
}
