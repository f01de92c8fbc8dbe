using Sweeps.Training;
using Sweeps.Training.Catalogues;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>A normalisation that this engine makes.</summary>
/// <param name="Name">The descriptor's name.</param>
/// <param name="Parameters">How many parameters each of its units has, if it has any.</param>
/// <param name="Options">The last parts of the names of the options that it has a meaning for.</param>
/// <param name="Create">Makes it for so many units.</param>
internal sealed record TorchNorm(string Name, int Parameters, IReadOnlyList<string> Options, Func<int, DeclaredOptions, ScalarType, nn.Module<Tensor, Tensor>> Create);

/// <summary>The normalisations that this engine makes. A new one is one entry here.</summary>
internal static class TorchNorms
{
    /// <summary>The option whether a normalisation has parameters.</summary>
    public const string Affine = "norm_affine";

    public static IReadOnlyList<TorchNorm> All { get; } =
    [
        new("none", 0, [], (_, _, _) => throw new InvalidOperationException("A network without normalisation has no module of it.")),
        new("batch", 2, ["momentum", "eps", "bessel", "calibrate", "spread", Affine], (units, options, type) => new UnitNorm(units, options, type)),
        new("layer", 2, ["eps", Affine], (units, options, type) => new SampleNorm(units, options, type)),
        new("rms", 1, ["eps", Affine], (units, options, type) => new RootMeanSquareNorm(units, options, type)),
    ];

    /// <summary>How many parameters a unit of a network's normalisation has.</summary>
    public static int ParametersOf(NetworkSettings network, ModelCatalogue catalogue)
    {
        var norm = Architecture.NormOf(network, catalogue);
        var options = new DeclaredOptions(norm, network.NormOptions);
        return options.Has(Affine) && options.Switch(Affine) ? All.First(one => string.Equals(one.Name, norm.Name, StringComparison.Ordinal)).Parameters : 0;
    }
}
