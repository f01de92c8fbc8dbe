namespace Sweeps.Engine.Norms;

/// <summary>For y = γ·x̂ + β: dγ = Σ dy·x̂ and dβ = Σ dy over samples, one after another, as ATen adds them.</summary>
internal static unsafe class AffineGradient<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <param name="gradient">dy, samples × units.</param>
    /// <param name="standard">x̂, likewise.</param>
    /// <param name="stride">Units and padding, a multiple of 16; as many results are written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* gradient, T* standard, nint stride, T* gainGradient, T* biasGradient, int samples)
    {
        for (var unit = 0; unit < stride; unit += V.Count)
        {
            var dot = V.Of(0);
            var sum = V.Of(0);
            for (var sample = 0; sample < samples; sample++)
            {
                var offset = (sample * stride) + unit;
                var dy = V.Load(gradient + offset);
                dot = V.Fma(dy, V.Load(standard + offset), dot);
                sum += dy;
            }

            V.Store(gainGradient + unit, dot);
            V.Store(biasGradient + unit, sum);
        }
    }
}
