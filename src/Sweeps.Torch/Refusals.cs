using Sweeps.Torch.Modules;
using Sweeps.Torch.Optimizers;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Torch;

/// <summary>What cannot be trained.</summary>
internal static class Refusals
{
    /// <summary>Why settings cannot be trained whatever the data: a sentence without a full stop that begins with a small letter; null if they can.</summary>
    public static string? Of(CellSettings cell, ModelCatalogue catalogue)
    {
        var (network, training) = (cell.Network, cell.Training);
        var norm = Architecture.NormOf(network, catalogue);
        return Kind("activation", Architecture.ActivationOf(network, catalogue), TorchActivations.All, kind => (kind.Name, kind.Options))
            ?? Kind("norm", norm, TorchNorms.All, kind => (kind.Name, kind.Options))
            ?? Kind("optimizer", catalogue.Optimizers.Get(training.Optimizer), TorchOptimizers.All, kind => (kind.Name, kind.Options))
            ?? Kind("loss", catalogue.Losses.Get(cell.Task.Loss), TorchLosses.All, loss => (loss.Name, []))
            ?? (norm.Name is "batch" && training.BatchSize == 1 ? "batch norm in PyTorch needs more than one example in a batch" : null);
    }

    private static string? Kind<T>(string what, Descriptor descriptor, IReadOnlyList<T> all, Func<T, (string Name, IReadOnlyList<string> Options)> of)
    {
        foreach (var (name, options) in all.Select(of))
            if (string.Equals(name, descriptor.Name, StringComparison.Ordinal))
                return DeclaredOptions.Unknown(descriptor, options) is { } option ? $"it has no meaning for {option}" : null;
        return $"it has no {what} '{descriptor.Name}'";
    }
}
