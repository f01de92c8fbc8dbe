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

    /// <summary>Anything else that a network of a plugin is made of: a pooling, a container, dropout.</summary>
    Other,
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

    /// <summary>The type of dropout.</summary>
    public const string DropoutType = "Dropout";

    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"{Type}.{Number}");

    /// <summary>For example <c>Linear.3</c>: the <c>module</c> of the tables and the beginning of its tensors' names. The second call of a module in a step has the name <c>Linear.3[1]</c>.</summary>
    public string Name => Call == 0 ? _name : string.Create(CultureInfo.InvariantCulture, $"{_name}[{Call}]");

    /// <summary>Which of the module's calls in a step this is, from 0. <value>Default 0: it is called once.</value></summary>
    public int Call { get; init; }

    /// <summary>Whether its output can be looked at. <value>Default true.</value></summary>
    public bool HasOutput { get; init; } = true;

    /// <summary>Rows of its output for each example: the positions of an image or of a sequence. <value>Default 1.</value></summary>
    public int Positions { get; init; } = 1;

    /// <summary>The path of the module in an engine with nested modules. <value>Default: its name.</value></summary>
    public string Path { get => field ?? Name; init; }

    /// <summary>The function of an activation, in double precision; null for other modules.</summary>
    public ActivationCurve? Curve { get; init; }

    /// <summary>Whether it is an activation.</summary>
    public bool IsActivation => Role == ModuleRole.Activation;

    /// <summary>Whether it is a linear layer, the one of the logits included.</summary>
    public bool IsLinear => Role is ModuleRole.Hidden or ModuleRole.Logits;

    /// <summary>Whether it has a weight matrix (an embedding or a linear layer). Of several calls of a module, the first one has it.</summary>
    public bool HasWeight => Call == 0 && Role is ModuleRole.Embedding or ModuleRole.Hidden or ModuleRole.Logits;

    /// <summary>Compares everything except curves, since functions cannot be compared.</summary>
    public bool Equals(ModuleInfo? other) => other is not null
        && Index == other.Index && Number == other.Number && Call == other.Call && HasOutput == other.HasOutput && Positions == other.Positions && Role == other.Role && Inputs == other.Inputs && Outputs == other.Outputs
        && string.Equals(Type, other.Type, StringComparison.Ordinal) && string.Equals(Path, other.Path, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Number, Role, Inputs, Outputs);
}
