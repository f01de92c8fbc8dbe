namespace Sweeps.Engine.Norms;

/// <summary>The normalisations of this engine.</summary>
internal static class NormCatalogue
{
    /// <summary>In the order in which they are listed to people. A new one is one file and one entry here.</summary>
    public static IReadOnlyList<EngineNorm> All { get; } =
    [
        new NoNormalization(),
        new BatchNormalization(),
        new LayerNormalization(),
        new RmsNormalization(),
    ];

    public static Catalogue<NormDescriptor> Descriptors { get; } = new("norm", All);

    /// <summary>The normalisation that a network has.</summary>
    public static EngineNorm Of(NetworkSettings network) => (EngineNorm)Architecture.NormOf(network, ManagedModels.Catalogue);
}
