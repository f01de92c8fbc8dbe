using System.Runtime.CompilerServices;
using Sweeps.Engine.Kernels.Lanes;

namespace Sweeps.Engine.Kernels.Activations;

/// <summary>x · Φ(x), the error-function form (Hendrycks and Gimpel, 2016); its derivative is Φ(x) + x · φ(x).</summary>
/// <remarks>Φ comes from the tail on x's own side, so nothing cancels for large negative x.</remarks>
internal readonly struct Gelu : IActivation
{
    private const double InverseRootTwoPi = 0.3989422804014327;

    public static bool KeepsSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        var tail = Functions.NormalTail(V.Abs(x), out var bell);
        var phi = V.Select(V.Less(x, V.Of(0)), tail, V.Of(1) - tail);
        slope = V.Fma(x, V.Of(InverseRootTwoPi) * bell, phi);
        return x * phi;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient * slope;
}
