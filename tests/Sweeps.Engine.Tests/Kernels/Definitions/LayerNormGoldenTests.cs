using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;
using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>Layer norm and its gradients against PyTorch's own, bit for bit (Goldens/make_layer_norm.py).</summary>
public unsafe class LayerNormGoldenTests
{
    [Fact]
    public void One_lane_has_PyTorchs_bits() => Compare<Lanes1<float>>();

    [Fact]
    public void Sixteen_lanes_have_PyTorchs_bits() => Compare<Lanes512<float>>();

    private static void Compare<V>()
        where V : unmanaged, ILanes<V, float>
    {
        using var goldens = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Kernels", "Goldens", "layer-norm.json")));
        var wrong = new List<string>();
        foreach (var size in goldens.RootElement.GetProperty("sizes").EnumerateArray())
        {
            var (units, samples) = (size.GetProperty("units").GetInt32(), size.GetProperty("samples").GetInt32());
            foreach (var (tensor, numbers) in Tensors<V>(units, samples))
            {
                if (!size.GetProperty(tensor).ValueEquals(Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(numbers)))))
                    wrong.Add($"{tensor} of {units} units and {samples} samples");
            }
        }

        Assert.Empty(wrong);
    }

    private static (string Name, float[] Numbers)[] Tensors<V>(int units, int samples)
        where V : unmanaged, ILanes<V, float>
    {
        var (stride, unitStride) = (Padded.RoundUp(samples), Padded.RoundUp(units));
        var stream = new TorchGenerator((ulong)((1000 * samples) + units));
        using var memory = new GuardedMemory<float>();
        memory.Begin(0, NumberKind.Ordinary, misalignment: 0);
        var x = Draw(memory, stream, unitStride, units, samples, stride, number => (number - 0.5f) * 4);
        var dy = Draw(memory, stream, unitStride, units, samples, stride, number => number - 0.5f);
        var gain = Draw(memory, stream, units, units, 1, 1, number => number + 0.5f);
        var bias = Draw(memory, stream, units, units, 1, 1, number => number - 0.5f);
        var pass = LayerNormPass.Of<V>(memory, x, dy, gain, bias, units, samples);
        return
        [
            ("y", BySample(pass.Y, units, samples, stride)), ("dx", BySample(pass.Gradient, units, samples, stride)),
            ("dgain", new ReadOnlySpan<float>(pass.GainGradient, units).ToArray()), ("dbias", new ReadOnlySpan<float>(pass.BiasGradient, units).ToArray()),
        ];
    }

    // Drawn sample by sample, laid down unit by unit.
    private static float* Draw(
        GuardedMemory<float> memory, TorchGenerator stream, int rows, int units, int samples, int stride, Func<float, float> number)
    {
        var signal = memory.Zeros(rows * stride);
        var drawn = new float[samples * units];
        stream.Rand(drawn);
        for (var i = 0; i < drawn.Length; i++)
            signal[(i % units * stride) + (i / units)] = number(drawn[i]);
        return signal;
    }

    private static float[] BySample(float* signal, int units, int samples, int stride)
    {
        var numbers = new float[samples * units];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = signal[(i % units * stride) + (i / units)];
        return numbers;
    }
}
