namespace Sweeps.Training;

/// <summary>Learning rates by the role of a module; null inherits the run's. The schedule applies to all alike.</summary>
/// <param name="Embedding">Of the embedding.</param>
/// <param name="Hidden">Of the first and the hidden linear layers.</param>
/// <param name="Logits">Of the last linear layer.</param>
/// <param name="Norm">Of the normalisations.</param>
public sealed record RoleRates(double? Embedding, double? Hidden, double? Logits, double? Norm)
{
    /// <summary>All roles inherit the run's learning rate.</summary>
    public static RoleRates Inherited { get; } = new(null, null, null, null);

    /// <summary>The learning rate of a role; null inherits the run's, as activations always do.</summary>
    public double? Of(ModuleRole role) => role switch
    {
        ModuleRole.Embedding => Embedding,
        ModuleRole.Hidden => Hidden,
        ModuleRole.Logits => Logits,
        ModuleRole.Norm => Norm,
        ModuleRole.Activation => null,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Unknown role."),
    };
}
