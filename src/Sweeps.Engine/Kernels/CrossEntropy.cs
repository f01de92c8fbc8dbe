using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeps.Engine.Kernels.Lanes;

namespace Sweeps.Engine.Kernels;

/// <summary>
/// Softmax cross-entropy of logits, classes × samples: log p = (z − max) − log Σ e^(z − max); the loss is −log p of the target, its
/// gradient p/n, of the target p·(1/n) − 1/n rounded once. In the order of ATen's AVX2 kernels (<see cref="EightSums"/> over the classes), so that both are PyTorch's bits.
/// </summary>
internal static unsafe class CrossEntropy<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    /// <param name="targets">The class of each of the n samples.</param>
    /// <param name="losses">The loss of each sample; zero in the padding.</param>
    /// <param name="gradient">Of the mean loss with respect to the logits; zero in the padding.</param>
    /// <param name="largest">Scratch for a number per sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* logits, ReadOnlySpan<ushort> targets, T* losses, T* gradient, T* largest, T* valid, int classes, int stride)
    {
        for (var sample = 0; sample < stride; sample += V.Count)
        {
            var max = V.Load(logits + sample);
            for (var c = 1; c < classes; c++)
                max = V.AtLeast(max, V.Load(logits + (c * stride) + sample));

            V.Store(largest + sample, max);
            V.Store(losses + sample, Functions.Log(SumOfExponentials(logits + sample, max, classes, stride)));
        }

        Probabilities(logits, losses, gradient, largest, valid, 1.0 / targets.Length, classes, stride);
        for (var sample = 0; sample < targets.Length; sample++)
            largest[sample] = logits[(targets[sample] * stride) + sample] - largest[sample];
        Targets(largest, losses, 1.0 / targets.Length, stride);
        for (var sample = 0; sample < targets.Length; sample++)
            gradient[(targets[sample] * stride) + sample] = largest[sample];
        for (var sample = targets.Length; sample < stride; sample++)
            losses[sample] = T.Zero;
    }

    /// <param name="logits">Of the targets, less the largest; the gradient takes their place.</param>
    /// <param name="logSums">The loss takes their place.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Targets(T* logits, T* logSums, double share, int stride)
    {
        for (var sample = 0; sample < stride; sample += V.Count)
        {
            var loss = V.Load(logSums + sample) - V.Load(logits + sample);
            V.Store(logSums + sample, loss);
            V.Store(logits + sample, V.Fma(Functions.Exp(-loss), V.Of(share), -V.Of(share)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V SumOfExponentials(T* logits, V max, int classes, int stride)
    {
        var partials = stackalloc V[EightSums.Count];
        for (var c = 0; c < classes; c++)
        {
            var e = Functions.Exp(V.Load(logits + (c * stride)) - max);
            var partial = partials + (c & (EightSums.Count - 1));
            *partial = c < EightSums.Count ? e : *partial + e;
        }

        return EightSums.Together(partials, classes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Probabilities(T* logits, T* logSums, T* result, T* largest, T* valid, double share, int classes, int stride)
    {
        for (var sample = 0; sample < stride; sample += V.Count)
        {
            var max = V.Load(largest + sample);
            var logSum = V.Load(logSums + sample);
            var factor = V.Select(V.Less(V.Of(0), V.Load(valid + sample)), V.Of(share), V.Of(0));
            for (var c = 0; c < classes; c++)
            {
                var offset = (c * stride) + sample;
                V.Store(result + offset, Functions.Exp((V.Load(logits + offset) - max) - logSum) * factor);
            }
        }
    }
}
