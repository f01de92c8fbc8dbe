namespace Sweeps.Engine.Activations;

/// <summary>An activation function, with the tables that it reads, and its derivative, for any lanes.</summary>
internal interface IActivation
{
    /// <summary>Whether the derivative is computed with the value and kept; otherwise it follows from the value alone.</summary>
    static abstract bool KeepsSlope { get; }

    /// <summary>f(x), and f′(x) if it is kept.</summary>
    V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>;

    /// <summary>All values at once with the same bits, where the processor allows a faster way than vector by vector.</summary>
    /// <param name="slope">Null unless the derivative is kept.</param>
    /// <param name="count">A multiple of 16.</param>
    static virtual unsafe bool TryForward<T, V>(T* x, T* y, T* slope, int count)
        where T : unmanaged
        where V : unmanaged, ILanes<V, T> => false;

    /// <summary>gradient · f′(x), from the value y or from the kept slope.</summary>
    static abstract V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V>;
}

/// <summary>Applies an activation to a block of units × samples.</summary>
internal static unsafe class Activation<T, V, TFunction>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
    where TFunction : struct, IActivation
{
    /// <param name="y">Not x.</param>
    /// <param name="count">A multiple of 16.</param>
    /// <remarks>A method of its own: inside a layer's method the compiler's budget for inlining may run out in the middle of a vector.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Forward(TFunction function, T* x, T* y, T* slope, int count)
    {
        if (TFunction.TryForward<T, V>(x, y, slope, count))
            return;
        for (var i = 0; i < count; i += V.Count)
        {
            V.Store(y + i, function.Value(V.Load(x + i), out var kept));
            if (TFunction.KeepsSlope)
                V.Store(slope + i, kept);
        }
    }

    /// <param name="slope">Read only if the function keeps it.</param>
    /// <param name="result">May be the gradient.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(T* gradient, T* y, T* slope, T* result, int count)
    {
        for (var i = 0; i < count; i += V.Count)
            V.Store(result + i, TFunction.Backward(V.Load(gradient + i), V.Load(y + i), TFunction.KeepsSlope ? V.Load(slope + i) : default));
    }
}
