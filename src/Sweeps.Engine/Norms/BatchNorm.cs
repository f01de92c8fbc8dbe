using System.Numerics;

namespace Sweeps.Engine.Norms;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy, 2015) of every unit by itself: x̂ = (x − μ)/√(σ² + ε), y = γ·x̂ + β. In the order of ATen's
/// channels-last kernels: samples one after another; y as x·α + (β − μ·α) with α = γ/√(σ² + ε). σ² is divided by n, or by n − 1 with
/// Bessel's correction.
/// </summary>
/// <remarks>Sums run along the samples and want activations sample by sample; the rest wants it unit by unit.</remarks>
internal static unsafe class BatchNorm<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    /// <summary>μ and Σ(x − μ)² of every unit.</summary>
    /// <param name="bySample">Samples × units.</param>
    /// <param name="sampleStride">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Moments(T* bySample, int sampleStride, T* mean, T* squares, int samples)
    {
        for (var unit = 0; unit < sampleStride; unit += V.Count)
        {
            var sum = V.Of(0);
            for (var sample = 0; sample < samples; sample++)
                sum += V.Load(bySample + (sample * sampleStride) + unit);
            var center = sum / V.Of(samples);
            var squared = V.Of(0);
            for (var sample = 0; sample < samples; sample++)
            {
                var deviation = V.Load(bySample + (sample * sampleStride) + unit) - center;
                squared = V.Fma(deviation, deviation, squared);
            }

            V.Store(mean + unit, center);
            V.Store(squares + unit, squared);
        }
    }

    /// <param name="scale">1/√(σ² + ε) of each unit, from <paramref name="squares"/>; kept for the backward pass.</param>
    /// <param name="divisor">n or n − 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        T* x, T* gain, T* bias, T* mean, T* squares, T* y, T* scale, int units, int stride, int divisor, double epsilon)
    {
        for (var u = 0; u < units; u++)
        {
            scale[u] = Inverse(squares[u] / T.CreateTruncating(divisor), epsilon);
            Affine(x + (u * stride), y + (u * stride), scale[u] * gain[u], mean[u], bias[u], stride);
        }
    }

    /// <summary>y with statistics that were measured before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate(T* x, T* gain, T* bias, T* mean, T* variance, T* y, int units, int stride, double epsilon)
    {
        for (var u = 0; u < units; u++)
            Affine(x + (u * stride), y + (u * stride), Inverse(variance[u], epsilon) * gain[u], mean[u], bias[u], stride);
    }

    /// <summary>Σ dy and Σ (x − μ)·dy of every unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sums(T* bySample, T* gradientBySample, int sampleStride, T* mean, T* sum, T* dot, int samples)
    {
        for (var unit = 0; unit < sampleStride; unit += V.Count)
        {
            var center = V.Load(mean + unit);
            var plain = V.Of(0);
            var weighted = V.Of(0);
            for (var sample = 0; sample < samples; sample++)
            {
                var offset = (sample * sampleStride) + unit;
                var gradient = V.Load(gradientBySample + offset);
                plain += gradient;
                weighted = V.Fma(V.Load(bySample + offset) - center, gradient, weighted);
            }

            V.Store(sum + unit, plain);
            V.Store(dot + unit, weighted);
        }
    }

    /// <summary>dx = (dy − Σdy/n − (x − μ)·Σ((x − μ)·dy)/(divisor·(σ² + ε)))·γ/√(σ² + ε).</summary>
    /// <param name="gradient">dy, zero in the padding.</param>
    /// <param name="valid">1 for each sample, 0 for the padding.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        T* x, T* gradient, T* valid, T* mean, T* scale, T* gain, T* sum, T* dot, T* result, int units, int stride, int samples, int divisor)
    {
        for (var u = 0; u < units; u++)
        {
            var center = V.Broadcast(mean[u]);
            var average = V.Broadcast(sum[u] / T.CreateTruncating(samples));
            var slope = V.Broadcast(dot[u] * scale[u] * scale[u] / T.CreateTruncating(divisor));
            var inverse = V.Broadcast(scale[u]);
            var weight = V.Broadcast(gain[u]);
            for (var sample = 0; sample < stride; sample += V.Count)
            {
                var offset = (u * stride) + sample;
                var dx = V.Fma(-(V.Load(x + offset) - center), slope, V.Load(gradient + offset) - average) * inverse * weight;
                V.Store(result + offset, V.Select(V.Less(V.Of(0), V.Load(valid + sample)), dx, V.Of(0)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Affine(T* x, T* y, T factor, T mean, T bias, int stride)
    {
        var alpha = V.Broadcast(factor);
        var beta = V.Broadcast(T.FusedMultiplyAdd(-mean, factor, bias));
        for (var sample = 0; sample < stride; sample += V.Count)
            V.Store(y + sample, V.Fma(V.Load(x + sample), alpha, beta));
    }

    private static T Inverse(T variance, double epsilon) =>
        T.CreateTruncating(1 / Math.Sqrt(double.CreateTruncating(variance) + epsilon));
}
