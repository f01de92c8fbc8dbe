using System.Numerics;
using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Optimizers;

/// <summary>Adam (Kingma and Ba 2014), as torch.optim.Adam without amsgrad: the operations of its single-tensor form in their order.</summary>
internal sealed class Adam : EngineOptimizer
{
    public override string Name => "adam";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["torch.optim.Adam"];

    public override IReadOnlyList<string> NearestOf { get; } = ["nadam", "radam", "adamax"];

    public override string Summary => "Adam, as torch.optim.Adam: a step of about the learning rate in each number, whatever the size of its gradient.";

    public override bool HasPyTorchBits => true;

    public override bool NormalizesGradients => true;

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [SharedOptions.WeightDecay, SharedOptions.Beta1, SharedOptions.Beta2, SharedOptions.Epsilon];

    public override IReadOnlyList<string> Slots(OptionValues options) => ["exp_avg", "exp_avg_sq"];

    public override IOptimizer<T> Create<T, V>(OptionValues options) => new Moments<T, V>(options, isDecoupled: false);

    /// <summary>Adam's and AdamW's, which differ in what is done with the weight decay.</summary>
    /// <param name="isDecoupled">Whether the decay is taken off the parameter, times the learning rate, and is no part of the gradient.</param>
    internal sealed unsafe class Moments<T, V>(OptionValues options, bool isDecoupled) : IOptimizer<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
    {
        private readonly double _ownBeta1 = options.Of(SharedOptions.Beta1);
        private readonly double _beta2 = options.Of(SharedOptions.Beta2);
        private readonly double _epsilon = options.Of(SharedOptions.Epsilon);
        private double _beta1;
        private double _correction1;
        private double _rootOfCorrection2;

        public void Begin(int step, double? scheduledMomentum)
        {
            _beta1 = scheduledMomentum ?? _ownBeta1;
            _correction1 = 1 - Elementary.Power(_beta1, step);
            _rootOfCorrection2 = Math.Sqrt(1 - Elementary.Power(_beta2, step));
        }

        public void Update(T* weight, T* gradient, SlotPointers<T> slots, double rate, double decay, int count) => AdamKernel<T, V>.Run(
            weight, gradient, slots[0], slots[1], rate / _correction1, _beta1, _beta2, _epsilon, _rootOfCorrection2,
            isDecoupled ? 0 : decay, isDecoupled ? 1 - (rate * decay) : 1, count);
    }
}

/// <summary>
/// w = kept·w; d = g + decay·w; m = β₁·m + (1 − β₁)·d; v = β₂·v + ((1 − β₂)·d)·d; w = w + (−rate·m)/(√v/√(1 − β₂ᵗ) + ε), where rate is the learning rate by 1 − β₁ᵗ.
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
    /// <param name="decay">Adam's; 0 with AdamW.</param>
    /// <param name="kept">1 less the learning rate times the decay of AdamW; 1 with Adam.</param>
    /// <param name="count">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        T* weight, T* gradient, T* mean, T* square, double rate, double beta1, double beta2, double epsilon, double rootOfCorrection, double decay, double kept, int count)
    {
        var down = V.Of(-rate);
        var (kept1, new1) = (V.Of(beta1), V.Of(1 - beta1));
        var (kept2, new2) = (V.Of(beta2), V.Of(1 - beta2));
        var (root, eps) = (V.Of(rootOfCorrection), V.Of(epsilon));
        for (var i = 0; i < count; i += V.Count)
        {
            var w = V.Load(weight + i);
            var direction = V.Load(gradient + i);
            if (kept != 1)
                w *= V.Of(kept);
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
