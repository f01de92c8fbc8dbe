using System.Runtime.CompilerServices;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Activations;

/// <summary>max(x, 0); what is not a number stays so, and the derivative at 0 is 0, as in PyTorch.</summary>
internal readonly struct Relu : IActivation
{
    public static bool KeepsSlope => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        slope = default;
        return V.Select(V.Less(x, V.Of(0)), V.Of(0), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => V.Select(V.Less(V.Of(0), y), gradient, V.Of(0));
}
