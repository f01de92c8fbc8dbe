using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Optimizers;

/// <summary>Changes parameters as their gradients say. What it remembers from step to step stands in the slots that the catalogue names, and in nothing else.</summary>
/// <remarks>In the place of TorchSharp's own ones, see <see cref="Sweeps.Torch.Modules.Held"/>.</remarks>
internal abstract class TorchOptimizer : IDisposable
{
    /// <summary>Called once before the updates of a step.</summary>
    /// <param name="step">From 1.</param>
    /// <param name="scheduledMomentum">What the schedule puts in the place of the momentum, of Adam's β₁; null for the optimizer's own. An optimizer whose own is 0 has none.</param>
    public abstract void Begin(int step, double? scheduledMomentum);

    /// <summary>Changes one parameter.</summary>
    /// <param name="slots">What is kept beside it, in the order of the catalogue's names; zero before the first step.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="decay">The weight decay.</param>
    public abstract void Update(Tensor parameter, Tensor gradient, IReadOnlyList<Tensor> slots, double rate, double decay);

    public virtual void Dispose()
    {
    }

    /// <summary>The gradient and decay times the parameter.</summary>
    protected static Tensor WithDecay(Tensor parameter, Tensor gradient, double decay)
    {
        if (decay == 0)
            return gradient;
        using Scalar factor = decay;
        return gradient.add(parameter, factor);
    }
}
