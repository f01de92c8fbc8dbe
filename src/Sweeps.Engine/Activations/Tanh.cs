using System.Runtime.CompilerServices;
using Sweeps.Numerics.Functions;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Activations;

/// <summary>tanh x; its derivative is 1 − y².</summary>
internal readonly struct Tanh() : IActivation
{
    private readonly PieceTanh _tanh = new();

    public static bool KeepsSlope => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        slope = default;
        return _tanh.Of(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient * V.Fma(-y, y, V.Of(1));
}
