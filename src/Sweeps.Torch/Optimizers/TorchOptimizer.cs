using static TorchSharp.torch;

namespace Sweeps.Torch.Optimizers;

/// <summary>Changes parameters as their gradients say. What it remembers from step to step stands in the slots that the catalogue names, and in nothing else.</summary>
/// <remarks>In the place of TorchSharp's own ones, see <see cref="Sweeps.Torch.Modules.Held"/>.</remarks>
internal abstract class TorchOptimizer : IDisposable
{
    /// <summary>Called once before the updates of a step.</summary>
    /// <param name="step">From 1.</param>
    public abstract void Begin(int step);

    /// <summary>Changes one parameter.</summary>
    /// <param name="slots">What is kept beside it, in the order of the catalogue's names; zero before the first step.</param>
    public abstract void Update(Tensor parameter, Tensor gradient, IReadOnlyList<Tensor> slots, double rate);

    public abstract void Dispose();
}
