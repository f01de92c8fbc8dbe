using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sweeps.Engine.Kernels;

/// <summary>For y = γ·x̂ + β: dγ = Σ dy·x̂ and dβ = Σ dy over samples, as <see cref="LaneSum{T}"/> adds.</summary>
internal static unsafe class AffineGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="gradient">dy, zero in the padding.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* gradient, T* standard, T* gainGradient, T* biasGradient, int units, int stride)
    {
        for (var u = 0; u < units; u++)
        {
            biasGradient[u] = T.CreateTruncating(LaneSum<T>.Of(gradient + (u * stride), stride));
            gainGradient[u] = T.CreateTruncating(LaneSum<T>.Dot(gradient + (u * stride), standard + (u * stride), stride));
        }
    }
}
