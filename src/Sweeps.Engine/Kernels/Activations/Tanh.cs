using System.Runtime.CompilerServices;
using Sweeps.Engine.Kernels.Lanes;

namespace Sweeps.Engine.Kernels.Activations;

/// <summary>tanh x; its derivative is 1 − y².</summary>
internal readonly struct Tanh : IActivation
{
    public static bool KeepsSlope => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        slope = default;
        return Functions.Tanh(x);
    }

    public static unsafe bool TryForward<T, V>(T* x, T* y, int count)
        where T : unmanaged
    {
        if (typeof(V) != typeof(Lanes512<float>) || !WideTanh.IsSupported)
            return false;
        WideTanh.Run((float*)x, (float*)y, count);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient * V.Fma(-y, y, V.Of(1));
}
