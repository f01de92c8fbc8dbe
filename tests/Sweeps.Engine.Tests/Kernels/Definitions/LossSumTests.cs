using Sweeps.Engine.Losses;
using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>The sum of a batch's losses against PyTorch's own, bit for bit.</summary>
public class LossSumTests
{
    [Fact]
    public unsafe void It_has_the_bits_of_PyTorchs_sum()
    {
        foreach (var golden in SumGoldens.Section("losses"))
        {
            var losses = new float[golden.GetProperty("samples").GetInt32()];
            new TorchGenerator((ulong)losses.Length).Rand(losses);
            fixed (float* first = losses)
                Assert.Equal(SumGoldens.Floats(golden)[0], LossSum.Of(first, losses.Length));
        }
    }
}
