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
        var unit = 0;
        if (typeof(T) == typeof(float) && LaneSums8.IsSupported)
        {
            for (; unit + LaneSums8.Rows <= units; unit += LaneSums8.Rows)
            {
                var sums = LaneSums8.OfAndDot((float*)gradient + (unit * stride), (float*)standard + (unit * stride), stride);
                for (var row = 0; row < LaneSums8.Rows; row++)
                {
                    biasGradient[unit + row] = T.CreateTruncating(sums[2 * row]);
                    gainGradient[unit + row] = T.CreateTruncating(sums[(2 * row) + 1]);
                }
            }
        }

        for (; unit < units; unit++)
        {
            biasGradient[unit] = T.CreateTruncating(LaneSum<T>.Of(gradient + (unit * stride), stride));
            gainGradient[unit] = T.CreateTruncating(LaneSum<T>.Dot(gradient + (unit * stride), standard + (unit * stride), stride));
        }
    }
}
