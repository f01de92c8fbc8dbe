namespace Sweeps.Training.Catalogues;

/// <summary>All that definitions can choose by name, as one engine has it.</summary>
public sealed record ModelCatalogue
{
    /// <summary>For <c>model.activation</c>.</summary>
    public required Catalogue<ActivationDescriptor> Activations { get; init; }
}
