namespace Sweeps.Engine.Initialisations;

/// <summary>The initialisations that there are.</summary>
internal static class InitialisationCatalogue
{
    /// <summary>Every initialisation, in the order in which they are listed to people.</summary>
    public static Catalogue<InitialisationDescriptor> All { get; } =
        new("initialisation", [new XavierUniform(), new XavierNormal(), new KaimingUniform(), new KaimingNormal(), new StandardNormal(), new TruncatedNormal(), new Orthogonal(), new TorchDefault()]);
}
