namespace Sweeps.Engine.Activations;

/// <summary>The activations of this engine.</summary>
internal static class ActivationCatalogue
{
    /// <summary>In the order in which they are listed to people. A new one is one file and one entry here.</summary>
    public static IReadOnlyList<EngineActivation> All { get; } =
    [
        new TanhActivation(),
        new ReluActivation(),
        new SeluActivation(),
        new GeluActivation(),
        new LeakyReluActivation(),
        new IdentityActivation(),
        new SigmoidActivation(),
        new HardTanhActivation(),
        new SoftplusActivation(),
        new EluActivation(),
        new SiluActivation(),
        new MishActivation(),
        new GeluTanhActivation(),
    ];

    public static Catalogue<ActivationDescriptor> Descriptors { get; } = new("activation", All);

    /// <summary>The activation that a network has.</summary>
    public static EngineActivation Of(NetworkSettings network) => (EngineActivation)Architecture.ActivationOf(network, ManagedModels.Catalogue);
}
