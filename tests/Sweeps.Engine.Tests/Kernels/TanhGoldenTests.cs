using System.Runtime.InteropServices;
using Sweeps.Numerics.Functions;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Tests.Kernels;

/// <summary>tanh to the bit as PyTorch has it (Goldens/make_tanh_golden.py).</summary>
public class TanhGoldenTests
{
    [Fact]
    public unsafe void Every_bit_is_PyTorchs()
    {
        var pairs = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Kernels", "Goldens", "tanh-golden.bin"))).ToArray();
        Assert.True(pairs.Length > 20000);
        for (var i = 0; i < pairs.Length; i += 2)
        {
            float x = pairs[i], y;
            Lanes1<float>.Store(&y, SleefTanh.Of(Lanes1<float>.Load(&x)));
            Assert.Equal(BitConverter.SingleToInt32Bits(pairs[i + 1]), BitConverter.SingleToInt32Bits(y));
        }
    }
}
