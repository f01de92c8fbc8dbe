using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeps.Numerics.Lanes;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Optimizers;

/// <summary>Adam (Kingma and Ba 2014), as torch.optim.Adam without amsgrad: the operations of its single-tensor form in their order.</summary>
internal sealed class Adam : EngineOptimizer
{
    /// <summary>How much of the mean gradient is kept.</summary>
    public static readonly NumberOption Beta1 = new("train.optimizer.beta1", "beta1", "How much of the running mean of gradients Adam keeps at a step.", 0, MostKept, Default: 0.9);

    /// <summary>How much of the mean squared gradient is kept.</summary>
    public static readonly NumberOption Beta2 = new("train.optimizer.beta2", "beta2", "How much of the running mean of squared gradients Adam keeps at a step.", 0, MostKept, Default: 0.999);

    /// <summary>What keeps divisors from 0.</summary>
    public static readonly NumberOption Epsilon = new("train.optimizer.eps", "adam_eps", "Added to the root of the mean squared gradient that Adam divides by.", LeastEpsilon, 1, Default: 1e-8);

    /// <summary>The greatest double below 1: with 1, the bias of a mean could not be corrected.</summary>
    private const double MostKept = 0.99999999999999989;

    /// <summary>With 0 the padding of parameters, and every number without a gradient, would be 0/0; below this it is 0 in float32.</summary>
    private const double LeastEpsilon = 1e-30;

    public override string Name => "adam";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["torch.optim.Adam"];

    public override string Summary => "Adam, as torch.optim.Adam: a step of about the learning rate in each number, whatever the size of its gradient.";

    public override bool HasPyTorchBits => true;

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [SharedOptions.WeightDecay, Beta1, Beta2, Epsilon];

    public override IReadOnlyList<string> Slots(OptionValues options) => ["exp_avg", "exp_avg_sq"];

    public override IOptimizer<T> Create<T, V>(OptionValues options) =>
        new Moments<T, V>(options.Of(Beta1), options.Of(Beta2), options.Of(Epsilon), options.Of(SharedOptions.WeightDecay));

    private sealed unsafe class Moments<T, V>(double beta1, double beta2, double epsilon, double decay) : IOptimizer<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
    {
        private double _correction1;
        private double _rootOfCorrection2;

        public void Begin(int step)
        {
            _correction1 = 1 - Power(beta1, step);
            _rootOfCorrection2 = Math.Sqrt(1 - Power(beta2, step));
        }

        public void Update(T* weight, T* gradient, SlotPointers<T> slots, double rate, int count) => AdamKernel<T, V>.Run(
            weight, gradient, slots[0], slots[1], rate / _correction1, beta1, beta2, epsilon, _rootOfCorrection2, decay, count);

        // Math.Pow is the platform's, whose bits differ; squaring is the same everywhere.
        private static double Power(double value, int exponent)
        {
            var result = 1.0;
            for (; exponent > 0; exponent >>= 1, value *= value)
                if ((exponent & 1) != 0)
                    result *= value;
            return result;
        }
    }
}

/// <summary>
/// d = g + decay·w; m = β₁·m + (1 − β₁)·d; v = β₂·v + ((1 − β₂)·d)·d; w = w + (−rate·m)/(√v/√(1 − β₂ᵗ) + ε), where rate is the learning rate by 1 − β₁ᵗ.
/// As in ATen the sums with (1 − β₁)·d and decay·w are rounded once, every other operation by itself, and constants are rounded to the numbers' type.
/// </summary>
internal static unsafe class AdamKernel<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <param name="mean">Running mean of gradients; zero before the first step.</param>
    /// <param name="square">Running mean of squared gradients; zero before the first step.</param>
    /// <param name="rate">The learning rate by 1 − β₁ᵗ.</param>
    /// <param name="rootOfCorrection">√(1 − β₂ᵗ).</param>
    /// <param name="count">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        T* weight, T* gradient, T* mean, T* square, double rate, double beta1, double beta2, double epsilon, double rootOfCorrection, double decay, int count)
    {
        var down = V.Of(-rate);
        var (kept1, new1) = (V.Of(beta1), V.Of(1 - beta1));
        var (kept2, new2) = (V.Of(beta2), V.Of(1 - beta2));
        var (root, eps) = (V.Of(rootOfCorrection), V.Of(epsilon));
        for (var i = 0; i < count; i += V.Count)
        {
            var w = V.Load(weight + i);
            var direction = V.Load(gradient + i);
            if (decay != 0)
                direction = V.Fma(V.Of(decay), w, direction);
            var m = V.Fma(new1, direction, kept1 * V.Load(mean + i));
            var v = (kept2 * V.Load(square + i)) + ((new2 * direction) * direction);
            V.Store(mean + i, m);
            V.Store(square + i, v);
            V.Store(weight + i, w + ((down * m) / ((V.Sqrt(v) / root) + eps)));
        }
    }
}
