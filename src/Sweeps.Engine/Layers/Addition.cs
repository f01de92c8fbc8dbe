namespace Sweeps.Engine.Layers;

/// <summary>Element-wise sums.</summary>
internal static unsafe class Addition<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <summary>result = left + right; it may be one of the two.</summary>
    /// <param name="count">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* left, T* right, T* result, int count)
    {
        for (var i = 0; i < count; i += V.Count)
            V.Store(result + i, V.Load(left + i) + V.Load(right + i));
    }

    /// <summary>target += factor · source, the product rounded by itself.</summary>
    /// <param name="count">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scaled(T* target, T* source, double factor, int count)
    {
        var scale = V.Of(factor);
        for (var i = 0; i < count; i += V.Count)
            V.Store(target + i, V.Load(target + i) + (scale * V.Load(source + i)));
    }
}
