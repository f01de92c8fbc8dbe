using Sweeps.Engine.Products;

namespace Sweeps.Engine.Optimizers;

/// <summary>Bounds on gradients, as torch.nn.utils.clip_grad_value_ and clip_grad_norm_ set them.</summary>
internal static unsafe class GradientClip<T, V>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    /// <summary>What clip_grad_norm_ adds to the norm that it divides by.</summary>
    private const double Added = 1e-6;

    /// <summary>Puts each number between −limit and limit; what is not a number stays so.</summary>
    /// <param name="count">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clamp(T* gradient, double limit, int count)
    {
        for (var i = 0; i < count; i += V.Count)
            V.Store(gradient + i, V.AtMost(V.Of(limit), V.AtLeast(V.Of(-limit), V.Load(gradient + i))));
    }

    /// <summary>
    /// Multiplies all gradients by limit/(norm + 1e-6) where that is less than 1. The norm is √Σg² in double precision: the sum of each parameter's numbers,
    /// a line after another, as <see cref="LaneSum{T}"/> adds them, and these sums in forward order.
    /// </summary>
    public static void BoundNorm(ReadOnlySpan<Parameter<T>> parameters, double limit)
    {
        var sum = 0.0;
        foreach (var parameter in parameters)
            sum += LaneSum<T>.Dot(parameter.Gradient, parameter.Gradient, parameter.Length);
        var factor = limit / (Math.Sqrt(sum) + Added);
        // A norm that is not a number makes all gradients so, as in PyTorch.
        if (factor >= 1)
            return;
        foreach (var parameter in parameters)
            Scaling<T, V>.Run(parameter.Gradient, factor, parameter.Gradient, parameter.Length);
    }
}
