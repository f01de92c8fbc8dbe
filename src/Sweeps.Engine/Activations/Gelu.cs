using System.Runtime.CompilerServices;
using Sweeps.Numerics.Functions;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Activations;

/// <summary>x · Φ(x), the error-function form (Hendrycks and Gimpel, 2016); its derivative is Φ(x) + x · φ(x).</summary>
/// <remarks>Both come from the tail on x's own side, so nothing cancels for large negative x but where the derivative is 0.</remarks>
internal readonly struct Gelu : IActivation
{
    public static bool KeepsSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        // f(−t) = −t·tail, f(t) = t − t·tail, and f′(−t) + f′(t) = 1.
        var negative = V.Less(x, V.Of(0));
        var t = V.AtMost(V.Of(V.IsSingle ? 14.6 : 40), V.Abs(x));
        var tail = LaneFunctions.NormalTail(t, out var tailLow, out var density, out var densityLow, out var k);
        var lowSlope = V.Scale(V.Fma(-t, density, tail) + V.Fma(-t, densityLow, tailLow), k);
        slope = V.Select(negative, lowSlope, V.Of(1) - lowSlope);
        var lost = V.Scale(V.Fma(t, tail, t * tailLow), k);
        return V.Select(negative, -lost, x - lost);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient * slope;
}
