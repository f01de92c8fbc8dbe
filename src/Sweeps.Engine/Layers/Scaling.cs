using System.Numerics;

namespace Sweeps.Engine.Layers;

/// <summary>Element-wise products with one number.</summary>
internal static unsafe class Scaling<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <summary>result = factor · x, the factor rounded to the numbers' type first; it may be x.</summary>
    /// <param name="count">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* x, double factor, T* result, int count)
    {
        var scale = V.Of(factor);
        for (var i = 0; i < count; i += V.Count)
            V.Store(result + i, scale * V.Load(x + i));
    }
}

/// <summary>A parametrization's factor on what flows into a linear layer. It is no module; its output shares the input's gradient.</summary>
internal sealed unsafe class ScaleLayer<T, V>(ActivationBuffer<T> input, ActivationBuffer<T> output, double factor) : Layer<T>(null, input, output)
    where T : unmanaged, INumberBase<T>
    where V : unmanaged, ILanes<V, T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Phase phase) => Scaling<T, V>.Run(Input.Value, factor, Output.Value, Input.Length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward() => Scaling<T, V>.Run(Output.Gradient, factor, Input.Gradient, Input.Length);
}
