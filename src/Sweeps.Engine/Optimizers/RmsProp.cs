using System.Numerics;

namespace Sweeps.Engine.Optimizers;

/// <summary>RMSprop (Tieleman and Hinton 2012), as torch.optim.RMSprop: the operations of its single-tensor form in their order.</summary>
internal sealed class RmsProp : EngineOptimizer
{
    /// <summary>How much of the mean squared gradient is kept.</summary>
    public static readonly NumberOption Alpha = new("train.optimizer.alpha", "rmsprop_alpha", "How much of the running mean of squared gradients RMSprop keeps at a step.", 0, SharedOptions.MostKept, Default: 0.99);

    /// <summary>Whether it divides by the root of the variance.</summary>
    public static readonly SwitchOption Centered = new("train.optimizer.centered", "centered", "Whether RMSprop divides by the root of the gradient's variance and not of its mean square.", Default: false);

    public override string Name => "rmsprop";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["torch.optim.RMSprop"];

    public override IReadOnlyList<string> NearestOf { get; } = ["adagrad", "adadelta"];

    public override string Summary => "A gradient divided by the root of its running mean square, as torch.optim.RMSprop.";

    public override bool NormalizesGradients => true;

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [SharedOptions.Momentum, SharedOptions.WeightDecay, SharedOptions.Epsilon, Alpha, Centered];

    public override IReadOnlyList<string> Slots(OptionValues options) =>
        ["square_avg", .. options.Of(SharedOptions.Momentum) == 0 ? (string[])[] : ["momentum_buffer"], .. options.Of(Centered) ? (string[])["grad_avg"] : []];

    public override IOptimizer<T> Create<T, V>(OptionValues options) => new Quotient<T, V>(options);

    private sealed unsafe class Quotient<T, V>(OptionValues options) : IOptimizer<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
    {
        private readonly double _alpha = options.Of(Alpha);
        private readonly double _epsilon = options.Of(SharedOptions.Epsilon);
        private readonly double _ownMomentum = options.Of(SharedOptions.Momentum);
        private readonly bool _isCentered = options.Of(Centered);
        private double _momentum;

        public void Begin(int step, double? scheduledMomentum) => _momentum = scheduledMomentum ?? _ownMomentum;

        public void Update(T* weight, T* gradient, SlotPointers<T> slots, double rate, double decay, int count)
        {
            var velocity = _ownMomentum == 0 ? null : slots[1];
            var mean = _isCentered ? slots[_ownMomentum == 0 ? 1 : 2] : null;
            RmsPropKernel<T, V>.Run(weight, gradient, slots[0], velocity, mean, rate, _alpha, _epsilon, _momentum, decay, count);
        }
    }
}

/// <summary>
/// d = g + decay·w; s = α·s + ((1 − α)·d)·d; centred: m = α·m + (1 − α)·d and q = √(s − m·m), else q = √s; with momentum: v = momentum·v + d/(q + ε) and w = w − rate·v,
/// else w = w + (−rate·d)/(q + ε). As in ATen the sums with decay·w, (1 − α)·d of m and rate·v are rounded once, every other operation by itself.
/// </summary>
/// <remarks>A variance that rounding puts below 0 is taken as 0, where PyTorch has NaN.</remarks>
internal static unsafe class RmsPropKernel<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <param name="square">Running mean of squared gradients; zero before the first step, as what follows.</param>
    /// <param name="velocity">Null without momentum.</param>
    /// <param name="mean">Running mean of gradients; null if the mean square is not centred.</param>
    /// <param name="count">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* weight, T* gradient, T* square, T* velocity, T* mean, double rate, double alpha, double epsilon, double momentum, double decay, int count)
    {
        var down = V.Of(-rate);
        var (kept, taken) = (V.Of(alpha), V.Of(1 - alpha));
        for (var i = 0; i < count; i += V.Count)
        {
            var w = V.Load(weight + i);
            var direction = V.Load(gradient + i);
            if (decay != 0)
                direction = V.Fma(V.Of(decay), w, direction);
            var variance = (kept * V.Load(square + i)) + ((taken * direction) * direction);
            V.Store(square + i, variance);
            if (mean != null)
            {
                var m = V.Fma(taken, direction, kept * V.Load(mean + i));
                V.Store(mean + i, m);
                variance = V.AtLeast(V.Of(0), variance - (m * m));
            }

            var divisor = V.Sqrt(variance) + V.Of(epsilon);
            if (velocity == null)
            {
                V.Store(weight + i, w + ((down * direction) / divisor));
                continue;
            }

            var v = (V.Of(momentum) * V.Load(velocity + i)) + (direction / divisor);
            V.Store(velocity + i, v);
            V.Store(weight + i, V.Fma(down, v, w));
        }
    }
}
