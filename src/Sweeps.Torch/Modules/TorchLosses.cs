using Sweeps.Training;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>A loss between outputs (samples × outputs) and targets.</summary>
/// <param name="Name">The descriptor's name.</param>
/// <param name="Mean">The mean over a batch.</param>
/// <param name="OfEach">The loss of each sample.</param>
internal sealed record TorchLoss(string Name, Func<Tensor, Tensor, Tensor> Mean, Func<Tensor, Tensor, Tensor> OfEach);

/// <summary>The losses that this engine has. A new one is one entry here.</summary>
internal static class TorchLosses
{
    public static IReadOnlyList<TorchLoss> All { get; } =
    [
        new("cross_entropy",
            (outputs, targets) => nn.functional.cross_entropy(outputs, targets),
            (outputs, targets) => nn.functional.cross_entropy(outputs, targets, reduction: nn.Reduction.None)),
        new("mse",
            (outputs, targets) => nn.functional.mse_loss(outputs, targets),
            (outputs, targets) => nn.functional.mse_loss(outputs, targets, reduction: nn.Reduction.None).mean([1])),
    ];

    public static TorchLoss Of(CellSettings cell) => All.First(loss => string.Equals(loss.Name, cell.Task.Loss, StringComparison.Ordinal));
}
