using System.Numerics;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Norms;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton, 2016) of units × samples, every sample by itself:
/// x̂ = (x − μ)/√(σ² + ε), y = γ·x̂ + β with the biased variance. In the order of ATen's AVX2 kernels, so that all of it is PyTorch's bits:
/// see <see cref="Moments{T, V}"/> and <see cref="EightSums"/>.
/// </summary>
internal static unsafe class LayerNorm<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    /// <param name="standard">x̂, kept for the gradient of γ.</param>
    /// <param name="mean">μ of each sample, kept for the backward pass.</param>
    /// <param name="scale">1/√(σ² + ε) of each sample, kept for the backward pass.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(T* x, T* gain, T* bias, T* y, T* standard, T* mean, T* scale, int units, int stride, double epsilon)
    {
        for (var sample = 0; sample < stride; sample += V.Count)
        {
            var moments = Moments<T, V>.Of(x + sample, stride, units);
            V.Store(mean + sample, moments.Mean);
            V.Store(scale + sample, V.Of(1) / V.Sqrt(V.AtLeast(V.Of(0), moments.Squares / V.Of(units)) + V.Of(epsilon)));
        }

        for (var sample = 0; sample < stride; sample += V.Count)
        {
            var inverse = V.Load(scale + sample);
            var shift = -V.Load(mean + sample) * inverse;
            for (var u = 0; u < units; u++)
            {
                var offset = (u * stride) + sample;
                var normal = V.Fma(V.Load(x + offset), inverse, shift);
                V.Store(standard + offset, normal);
                V.Store(y + offset, V.Fma(normal, V.Broadcast(gain[u]), V.Broadcast(bias[u])));
            }
        }
    }

    /// <summary>
    /// dx = (g − Σg/n − x̂·Σ(g·x̂)/n)/√(σ² + ε) with g = γ·dy, as g/√(σ² + ε) + x·b + c: b = (μ·Σg − Σ(g·x))/(n·√(σ² + ε)³).
    /// </summary>
    /// <param name="gradient">dy, zero in the padding.</param>
    /// <param name="gain">γ; ones without it.</param>
    /// <param name="hasGain">Whether there is a γ: without one, ATen rounds a product less.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(T* gradient, T* x, T* mean, T* scale, T* gain, T* result, int units, int stride, bool hasGain)
    {
        var share = V.Of(1.0 / units);
        for (var sample = 0; sample < stride; sample += V.Count)
        {
            V sum, dot;
            if (hasGain)
                Sums(gradient + sample, x + sample, gain, units, stride, out sum, out dot);
            else
                PlainSums(gradient + sample, x + sample, units, stride, out sum, out dot);
            var center = V.Load(mean + sample);
            var inverse = V.Load(scale + sample);
            var slope = V.Fma(sum, center, -dot) * inverse * inverse * inverse * share;
            var shift = V.Fma(-slope, center, -(sum * inverse * share));
            for (var u = 0; u < units; u++)
            {
                var offset = (u * stride) + sample;
                var direct = inverse * V.Load(gradient + offset) * V.Broadcast(gain[u]);
                V.Store(result + offset, V.Fma(slope, V.Load(x + offset), direct) + shift);
            }
        }
    }

    /// <summary>Σ γ·dy and Σ γ·dy·x over units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sums(T* gradient, T* x, T* gain, int units, int stride, out V sum, out V dot)
    {
        var sums = stackalloc V[EightSums.Count];
        var dots = stackalloc V[EightSums.Count];
        for (var u = 0; u < units; u++)
        {
            var way = u & (EightSums.Count - 1);
            var weight = V.Broadcast(gain[u]);
            var plain = V.Load(gradient + (u * stride));
            var weighted = plain * V.Load(x + (u * stride));
            sums[way] = u < EightSums.Count ? plain * weight : V.Fma(plain, weight, sums[way]);
            dots[way] = u < EightSums.Count ? weighted * weight : V.Fma(weighted, weight, dots[way]);
        }

        sum = EightSums.Together(sums, units);
        dot = EightSums.Together(dots, units);
    }

    /// <summary>Σ dy and Σ dy·x over units.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void PlainSums(T* gradient, T* x, int units, int stride, out V sum, out V dot)
    {
        var sums = stackalloc V[EightSums.Count];
        var dots = stackalloc V[EightSums.Count];
        for (var u = 0; u < units; u++)
        {
            var way = u & (EightSums.Count - 1);
            var (plain, number) = (V.Load(gradient + (u * stride)), V.Load(x + (u * stride)));
            sums[way] = u < EightSums.Count ? plain : sums[way] + plain;
            dots[way] = u < EightSums.Count ? plain * number : V.Fma(plain, number, dots[way]);
        }

        sum = EightSums.Together(sums, units);
        dot = EightSums.Together(dots, units);
    }
}
