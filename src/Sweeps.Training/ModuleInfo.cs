using System.Globalization;

namespace Sweeps.Training;

/// <summary>What a module is for in its network.</summary>
public enum ModuleRole
{
    /// <summary>The first module: it makes numbers of what the network sees.</summary>
    Embedding,

    /// <summary>A linear layer, but for the last one.</summary>
    Hidden,

    /// <summary>The last linear layer.</summary>
    Logits,

    /// <summary>A normalisation.</summary>
    Norm,

    /// <summary>An activation.</summary>
    Activation,
}

/// <summary>A module of a network as handlers and tables name it.</summary>
/// <param name="Index">Place in forward order, from 0.</param>
/// <param name="Type">Its type, as PyTorch's class is called: <c>Linear</c>.</param>
/// <param name="Role">The role of the module in the network.</param>
/// <param name="Number">Its number among the modules of its type, from 0: the <c>layer</c> of the tables.</param>
/// <param name="Inputs">Fan-in: columns of its weight or of its input.</param>
/// <param name="Outputs">Units.</param>
public sealed record ModuleInfo(int Index, string Type, ModuleRole Role, int Number, int Inputs, int Outputs)
{
    /// <summary>The type of embeddings.</summary>
    public const string EmbeddingType = "Embedding";

    /// <summary>The type of linear layers.</summary>
    public const string LinearType = "Linear";

    /// <summary>For example <c>Linear.3</c>: the <c>module</c> of the tables and the beginning of its tensors' names.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Type}.{Number}");

    /// <summary>The path of the module in an engine with nested modules. <value>Default: its name.</value></summary>
    public string Path { get => field ?? Name; init; }

    /// <summary>The function of an activation, in double precision; null for other modules.</summary>
    public ActivationCurve? Curve { get; init; }

    /// <summary>Whether it is an activation.</summary>
    public bool IsActivation => Role == ModuleRole.Activation;

    /// <summary>Whether it is a linear layer, the one of the logits included.</summary>
    public bool IsLinear => Role is ModuleRole.Hidden or ModuleRole.Logits;

    /// <summary>Whether it has a weight matrix (an embedding or a linear layer).</summary>
    public bool HasWeight => Role is ModuleRole.Embedding or ModuleRole.Hidden or ModuleRole.Logits;

    /// <summary>Compares everything except curves, since functions cannot be compared.</summary>
    public bool Equals(ModuleInfo? other) => other is not null
        && Index == other.Index && Number == other.Number && Role == other.Role && Inputs == other.Inputs && Outputs == other.Outputs
        && string.Equals(Type, other.Type, StringComparison.Ordinal) && string.Equals(Path, other.Path, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Number, Role, Inputs, Outputs);
}
