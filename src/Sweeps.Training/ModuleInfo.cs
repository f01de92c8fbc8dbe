namespace Sweeps.Training;

public enum ModuleKind
{
    Embedding,
    Linear,
    BatchNorm,
    LayerNorm,
    Tanh,
    ReLU,
    SELU,
    GELU,
}

/// <summary>A module of a network as handlers and tables name it.</summary>
/// <param name="Index">Place in forward order, from 0.</param>
/// <param name="Kind">Its kind, in PyTorch's spelling.</param>
/// <param name="Number">Its number among the modules of its kind, from 0: the <c>layer</c> of the tables.</param>
/// <param name="Inputs">Fan-in: columns of its weight or of its input.</param>
/// <param name="Outputs">Units.</param>
public sealed record ModuleInfo(int Index, ModuleKind Kind, int Number, int Inputs, int Outputs)
{
    /// <summary>For example <c>Linear.3</c>.</summary>
    public string Name { get; } = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Kind}.{Number}");

    public bool IsActivation => Kind is ModuleKind.Tanh or ModuleKind.ReLU or ModuleKind.SELU or ModuleKind.GELU;

    /// <summary>Whether it has a weight matrix (an embedding or a linear layer).</summary>
    public bool HasWeight => Kind is ModuleKind.Embedding or ModuleKind.Linear;
}
