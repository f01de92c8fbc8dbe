using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeps.Numerics.Lanes;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Optimizers;

/// <summary>Stochastic gradient descent.</summary>
/// <remarks>torch.optim.SGD without dampening and Nesterov's momentum.</remarks>
internal sealed class Sgd : EngineOptimizer
{
    /// <summary>How much of the last step's direction is kept.</summary>
    public static readonly NumberOption Momentum = new("train.optimizer.momentum", "momentum", "The optimizer's momentum.", 0, 1, Default: 0);

    public override string Name => "sgd";

    public override string Summary => "Stochastic gradient descent, as torch.optim.SGD.";

    public override bool HasPyTorchBits => true;

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [Momentum, SharedOptions.WeightDecay];

    public override IReadOnlyList<string> Slots(OptionValues options) => options.Of(Momentum) == 0 ? [] : ["momentum_buffer"];

    public override IOptimizer<T> Create<T, V>(OptionValues options) => new SgdUpdate<T, V>(options.Of(Momentum), options.Of(SharedOptions.WeightDecay));

    private sealed unsafe class SgdUpdate<T, V>(double momentum, double decay) : IOptimizer<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
    {
        public void Begin(int step)
        {
        }

        public void Update(T* weight, T* gradient, SlotPointers<T> slots, double rate, int count) =>
            SgdKernel<T, V>.Run(weight, gradient, momentum == 0 ? null : slots[0], rate, momentum, decay, count);
    }
}

/// <summary>torch.optim.SGD: d = g + decay·w; v = momentum·v + d, the product rounded by itself; w = w − rate·v (or rate·d without momentum).</summary>
internal static unsafe class SgdKernel<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <param name="velocity">Null without momentum; zero before the first step.</param>
    /// <param name="count">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* weight, T* gradient, T* velocity, double rate, double momentum, double decay, int count)
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
                direction = (V.Of(momentum) * V.Load(velocity + i)) + direction;
                V.Store(velocity + i, direction);
            }

            V.Store(weight + i, V.Fma(down, direction, w));
        }
    }
}
