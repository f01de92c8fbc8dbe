using System.Runtime.CompilerServices;
using Sweeps.Numerics.Functions;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Activations;

/// <summary>tanh x with PyTorch's bits; its derivative is 1 − y².</summary>
internal readonly struct PyTorchTanh : IActivation
{
    public static bool KeepsSlope => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        slope = default;
        return SleefTanh.Of(x);
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
        where V : unmanaged, ILanes<V> => Tanh.Backward(gradient, y, slope);
}
