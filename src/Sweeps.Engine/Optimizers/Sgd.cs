using System.Numerics;

namespace Sweeps.Engine.Optimizers;

/// <summary>Stochastic gradient descent, as torch.optim.SGD.</summary>
internal sealed class Sgd : EngineOptimizer
{
    /// <summary>How much of a step's direction the next one does not take.</summary>
    public static readonly NumberOption Dampening = new("train.optimizer.dampening", "dampening", "The part of a gradient that does not go into the momentum; the first one goes in whole.", 0, 1, Default: 0)
    {
        ActsWith = SharedOptions.Momentum,
    };

    /// <summary>Whether a step goes on along the momentum.</summary>
    public static readonly SwitchOption Nesterov = new("train.optimizer.nesterov", "nesterov", "Whether a step is the gradient and momentum times the new momentum, Nesterov's form.", Default: false)
    {
        ActsWith = SharedOptions.Momentum,
    };

    public override string Name => "sgd";

    public override string Summary => "Stochastic gradient descent, as torch.optim.SGD.";

    public override bool HasPyTorchBits => true;

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [SharedOptions.Momentum, SharedOptions.WeightDecay, Dampening, Nesterov];

    public override IReadOnlyList<string> Slots(OptionValues options) => options.Of(SharedOptions.Momentum) == 0 ? [] : ["momentum_buffer"];

    public override string? Mistake(OptionValues options) => options.Of(Nesterov) && options.Of(SharedOptions.Momentum) > 0 && options.Of(Dampening) > 0
        ? "nesterov goes with no dampening"
        : null;

    public override IOptimizer<T> Create<T, V>(OptionValues options) =>
        new SgdUpdate<T, V>(options.Of(SharedOptions.Momentum), options.Of(Dampening), options.Of(Nesterov));

    private sealed unsafe class SgdUpdate<T, V>(double momentum, double dampening, bool nesterov) : IOptimizer<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
    {
        private double _momentum;
        private double _taken;

        public void Begin(int step, double? scheduledMomentum)
        {
            _momentum = momentum == 0 ? 0 : scheduledMomentum ?? momentum;
            _taken = step == 1 ? 1 : 1 - dampening;
        }

        public void Update(T* weight, T* gradient, SlotPointers<T> slots, double rate, double decay, int count) =>
            SgdKernel<T, V>.Run(weight, gradient, momentum == 0 ? null : slots[0], rate, _momentum, _taken, nesterov, decay, count);
    }
}

/// <summary>
/// torch.optim.SGD: d = g + decay·w; v = momentum·v + taken·d, the first product rounded by itself; w = w − rate·v, with Nesterov's momentum w − rate·(d + momentum·v),
/// and without momentum w − rate·d.
/// </summary>
internal static unsafe class SgdKernel<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <param name="velocity">Null without momentum; zero before the first step.</param>
    /// <param name="taken">1 less the dampening; 1 at the first step.</param>
    /// <param name="count">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* weight, T* gradient, T* velocity, double rate, double momentum, double taken, bool nesterov, double decay, int count)
    {
        var down = V.Of(-rate);
        if (velocity == null && decay == 0)
        {
            for (var i = 0; i < count; i += V.Count)
                V.Store(weight + i, V.Fma(down, V.Load(gradient + i), V.Load(weight + i)));
            return;
        }

        for (var i = 0; i < count; i += V.Count)
        {
            var w = V.Load(weight + i);
            var direction = V.Fma(V.Of(decay), w, V.Load(gradient + i));
            if (velocity != null)
            {
                var kept = V.Fma(V.Of(taken), direction, V.Of(momentum) * V.Load(velocity + i));
                V.Store(velocity + i, kept);
                direction = nesterov ? V.Fma(V.Of(momentum), kept, direction) : kept;
            }

            V.Store(weight + i, V.Fma(down, direction, w));
        }
    }
}
