namespace Sweeps.Engine.Parametrizations;

/// <summary>The parametrizations that there are.</summary>
internal static class ParametrizationCatalogue
{
    /// <summary>Every parametrization, in the order in which they are listed to people.</summary>
    public static Catalogue<ParametrizationDescriptor> All { get; } = new("parametrization", [new Standard(), new NeuralTangent(), new MeanField(), new MaximalUpdate()]);
}
