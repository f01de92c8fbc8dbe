namespace Sweeps.Training;

/// <summary>A number for each role of a module, a learning rate or a weight decay; null inherits the run's. A schedule applies to all learning rates alike.</summary>
/// <param name="Embedding">Of the embedding.</param>
/// <param name="Hidden">Of the first and the hidden linear layers.</param>
/// <param name="Logits">Of the last linear layer.</param>
/// <param name="Norm">Of the normalisations.</param>
public sealed record RoleRates(double? Embedding, double? Hidden, double? Logits, double? Norm)
{
    /// <summary>All roles inherit the run's number.</summary>
    public static RoleRates Inherited { get; } = new(null, null, null, null);

    /// <summary>The number of a role; null inherits the run's, as activations always do.</summary>
    public double? Of(ModuleRole role) => role switch
    {
        ModuleRole.Embedding => Embedding,
        ModuleRole.Hidden => Hidden,
        ModuleRole.Logits => Logits,
        ModuleRole.Norm => Norm,
        ModuleRole.Activation or ModuleRole.Other => null,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Unknown role."),
    };
}
