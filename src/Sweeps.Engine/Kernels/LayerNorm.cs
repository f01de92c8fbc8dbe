using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeps.Engine.Kernels.Lanes;

namespace Sweeps.Engine.Kernels;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton, 2016) of units × samples, every sample by itself:
/// x̂ = (x − μ)/√(σ² + ε), y = γ·x̂ + β with the biased variance. Sums over units add the even ones and the odd ones ascending, then both.
/// </summary>
internal static unsafe class LayerNorm<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    /// <param name="standard">x̂, kept for the backward pass.</param>
    /// <param name="scale">1/√(σ² + ε) of each sample, kept for the backward pass.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(T* x, T* gain, T* bias, T* y, T* standard, T* scale, int units, int stride, double epsilon)
    {
        var count = V.Of(units);
        for (var sample = 0; sample < stride; sample += V.Count)
        {
            var even = V.Of(0);
            var odd = V.Of(0);
            var u = 0;
            for (; u + 1 < units; u += 2)
            {
                even += V.Load(x + (u * stride) + sample);
                odd += V.Load(x + ((u + 1) * stride) + sample);
            }

            if (u < units)
                even += V.Load(x + (u * stride) + sample);
            var mean = (even + odd) / count;

            even = V.Of(0);
            odd = V.Of(0);
            for (u = 0; u + 1 < units; u += 2)
            {
                var first = V.Load(x + (u * stride) + sample) - mean;
                var second = V.Load(x + ((u + 1) * stride) + sample) - mean;
                even = V.Fma(first, first, even);
                odd = V.Fma(second, second, odd);
            }

            if (u < units)
            {
                var last = V.Load(x + (u * stride) + sample) - mean;
                even = V.Fma(last, last, even);
            }

            var inverse = V.Of(1) / V.Sqrt(((even + odd) / count) + V.Of(epsilon));
            V.Store(scale + sample, inverse);
            for (u = 0; u < units; u++)
            {
                var offset = (u * stride) + sample;
                var normal = (V.Load(x + offset) - mean) * inverse;
                V.Store(standard + offset, normal);
                V.Store(y + offset, V.Fma(normal, V.Broadcast(gain[u]), V.Broadcast(bias[u])));
            }
        }
    }

    /// <summary>dx = (g − mean(g) − x̂·mean(g·x̂))/√(σ² + ε) with g = γ·dy; dγ = Σ dy·x̂ and dβ = Σ dy over samples.</summary>
    /// <param name="gradient">dy, zero in the padding.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        T* gradient, T* standard, T* scale, T* gain, T* gainGradient, T* biasGradient, T* result, int units, int stride)
    {
        var count = V.Of(units);
        for (var sample = 0; sample < stride; sample += V.Count)
        {
            V even = V.Of(0), odd = V.Of(0), evenDot = V.Of(0), oddDot = V.Of(0);
            var u = 0;
            for (; u + 1 < units; u += 2)
            {
                var offset = (u * stride) + sample;
                var first = V.Load(gradient + offset) * V.Broadcast(gain[u]);
                var second = V.Load(gradient + offset + stride) * V.Broadcast(gain[u + 1]);
                even += first;
                odd += second;
                evenDot = V.Fma(first, V.Load(standard + offset), evenDot);
                oddDot = V.Fma(second, V.Load(standard + offset + stride), oddDot);
            }

            if (u < units)
            {
                var offset = (u * stride) + sample;
                var last = V.Load(gradient + offset) * V.Broadcast(gain[u]);
                even += last;
                evenDot = V.Fma(last, V.Load(standard + offset), evenDot);
            }

            var mean = (even + odd) / count;
            var meanDot = (evenDot + oddDot) / count;
            var inverse = V.Load(scale + sample);
            for (u = 0; u < units; u++)
            {
                var offset = (u * stride) + sample;
                var g = V.Load(gradient + offset) * V.Broadcast(gain[u]);
                V.Store(result + offset, V.Fma(-V.Load(standard + offset), meanDot, g - mean) * inverse);
            }
        }

        AffineGradient<T>.Run(gradient, standard, gainGradient, biasGradient, units, stride);
    }
}
