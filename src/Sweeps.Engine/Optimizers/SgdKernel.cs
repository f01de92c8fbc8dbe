using System.Runtime.CompilerServices;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Optimizers;

/// <summary>torch.optim.SGD: d = g + decay·w; v = momentum·v + d, the product rounded by itself; w = w − rate·v (or rate·d without momentum).</summary>
internal static unsafe class SgdKernel<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <param name="velocity">Null without momentum; zero before the first step.</param>
    /// <param name="count">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* weight, T* gradient, T* velocity, double rate, double momentum, double decay, int count)
    {
        var down = V.Of(-rate);
        if (velocity == null && decay == 0)
        {
            for (var i = 0; i < count; i += V.Count)
                V.Store(weight + i, V.Fma(down, V.Load(gradient + i), V.Load(weight + i)));
            return;
        }

        for (var i = 0; i < count; i += V.Count)
        {
            var w = V.Load(weight + i);
            var direction = V.Fma(V.Of(decay), w, V.Load(gradient + i));
            if (velocity != null)
            {
                direction = (V.Of(momentum) * V.Load(velocity + i)) + direction;
                V.Store(velocity + i, direction);
            }

            V.Store(weight + i, V.Fma(down, direction, w));
        }
    }
}
