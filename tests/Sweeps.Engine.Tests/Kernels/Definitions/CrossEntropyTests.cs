using Sweeps.Engine.Losses;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>Softmax cross-entropy in float32 against its formula in double precision.</summary>
public class CrossEntropyTests
{
    [Theory]
    [InlineData(1, 3, 1, false)]
    [InlineData(1, 3, 1, true)]
    [InlineData(2, 5, 1, false)]
    [InlineData(2, 5, 1, true)]
    [InlineData(7, 16, 10, false)]
    [InlineData(7, 16, 10, true)]
    [InlineData(8, 16, 40, false)]
    [InlineData(8, 16, 40, true)]
    [InlineData(27, 32, 1, false)]
    [InlineData(27, 32, 1, true)]
    [InlineData(29, 32, 1000, false)]
    [InlineData(29, 32, 1000, true)]
    [InlineData(70, 70, 5, false)]
    [InlineData(70, 70, 5, true)]
    public unsafe void Losses_and_gradients_follow_the_formula(int classes, int samples, int magnitude, bool asPyTorch)
    {
        var stride = Padded.RoundUp(samples);
        using var memory = new GuardedMemory<float>();
        memory.Begin(3, NumberKind.Ordinary, misalignment: 0);
        var logits = memory.Changed(classes * stride);
        for (var i = 0; i < classes * stride; i++)
            logits[i] *= magnitude;
        var targets = memory.Symbols(samples, classes);
        var losses = memory.Result(stride);
        var gradient = memory.Result(classes * stride);
        var largest = memory.Result(stride);
        CrossEntropy<float, Lanes512<float>>.Run(
            logits, targets, losses, gradient, largest, memory.Mask(samples, stride), classes, stride, asPyTorch);

        for (var sample = 0; sample < stride; sample++)
        {
            var z = Enumerable.Range(0, classes).Select(c => (double)logits[(c * stride) + sample]).ToArray();
            var logSum = z.Max() + Math.Log(z.Sum(v => Math.Exp(v - z.Max())));
            var counts = sample < samples;
            Assert.Equal(counts ? logSum - z[targets[sample]] : 0, losses[sample], tolerance: 1e-6 * Math.Max(1, z.Max() - z.Min()));
            for (var c = 0; c < classes; c++)
            {
                var expected = counts ? (Math.Exp(z[c] - logSum) - (c == targets[sample] ? 1 : 0)) / samples : 0;
                // log p rounds at the size of the logits' differences, and p's relative error is log p's absolute one.
                Assert.Equal(expected, gradient[(c * stride) + sample], tolerance: (1e-6 * (1 + Math.Abs(expected))) + (1e-5 / samples));
            }
        }
    }
}
