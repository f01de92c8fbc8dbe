using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>A normalisation that this engine makes.</summary>
/// <param name="Name">The descriptor's name.</param>
/// <param name="Parameters">How many parameters each of its units has.</param>
/// <param name="Options">The last parts of the names of the options that it has a meaning for.</param>
/// <param name="Create">Makes it for so many units.</param>
internal sealed record TorchNorm(string Name, int Parameters, IReadOnlyList<string> Options, Func<int, DeclaredOptions, ScalarType, nn.Module<Tensor, Tensor>> Create);

/// <summary>The normalisations that this engine makes. A new one is one entry here.</summary>
internal static class TorchNorms
{
    public static IReadOnlyList<TorchNorm> All { get; } =
    [
        new("none", 0, [], (_, _, _) => throw new InvalidOperationException("A network without normalisation has no module of it.")),
        new("batch", 2, ["momentum", "eps", "bessel", "calibrate", "spread"],
            (units, options, type) => new UnitNorm(units, options.Number("momentum"), options.Number("eps"), options.Switch("bessel"), type)),
        new("layer", 2, [], (units, _, type) => new SampleNorm(units, type)),
        new("rms", 1, [], (units, _, type) => new RootMeanSquareNorm(units, type)),
    ];
}
