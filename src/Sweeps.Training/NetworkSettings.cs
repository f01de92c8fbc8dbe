using Sweeps.Training.Catalogues;

namespace Sweeps.Training;

/// <summary>How the layers after the first linear one are joined.</summary>
public enum ResidualKind
{
    /// <summary>Linear → [norm] → activation, <c>1 + depth</c> times.</summary>
    None,

    /// <summary>x + Linear(ReLU(LayerNorm(x))), <c>1 + depth</c> times after the first linear layer.</summary>
    PreActivation,

    /// <summary>The same blocks without the addition.</summary>
    PreActivationPlain,
}

/// <summary>What decides the last bits, and with them how a chaotic run ends, where PyTorch's way is not the fastest.</summary>
public enum ArithmeticKind
{
    /// <summary>
    /// Sums of matrix products take one term after another, as OpenBLAS mostly does on processors with AVX-512; tanh and gelu are the project's own,
    /// and with them the gradients of biases and of the loss.
    /// </summary>
    Fast,

    /// <summary>Sums of matrix products as OpenBLAS 0.3.21 takes them on processors with AVX2 (its Haswell kernels), tanh as SLEEF, gelu as oneDNN and everything else as ATen has it: PyTorch's published figures come out with it.</summary>
    PyTorch,
}

/// <summary>The architecture of a network, how it starts and how it is computed.</summary>
/// <remarks>
/// Embedding(symbols, embedding) → Flatten → Linear(context · embedding, width) → [norm] → activation →
/// depth × (Linear(width, width) → [norm] → activation) → Linear(width, outputs) → [norm on the logits].
/// Where the inputs are numbers they stand in the place of the flattened embedding.
/// With residual blocks: Embedding → Flatten → Linear → (1 + depth) blocks → LayerNorm → ReLU → Linear → [LayerNorm on the logits].
/// </remarks>
public sealed record NetworkSettings
{
    /// <summary>Size of the vocabulary, the terminator '.' (symbol 0) included. <value>Default 0: the inputs are <see cref="Features"/>.</value></summary>
    public int VocabularySize { get; init; }

    /// <summary>Numbers that the network sees of an example; there is no embedding then. <value>Default 0: the inputs are symbols.</value></summary>
    public int Features { get; init; }

    /// <summary>The number of units of the last linear layer: the number of classes, or of target numbers. <value>Default <see cref="VocabularySize"/>.</value></summary>
    public int Outputs
    {
        get => field > 0 ? field : VocabularySize;
        init;
    }

    /// <summary>Numbers that flow into the first linear layer.</summary>
    public int InputUnits => Features > 0 ? Features : Context * Embedding;

    /// <summary>How many symbols the network sees. <value>Default 3.</value></summary>
    public int Context { get; init; } = 3;

    /// <summary>Components of a symbol's embedding. <value>Default 10.</value></summary>
    public int Embedding { get; init; } = 10;

    /// <summary>Units of a hidden layer. <value>Default 30.</value></summary>
    public int Width { get; init; } = 30;

    /// <summary>Hidden layers after the first. <value>Default 6.</value></summary>
    public int Depth { get; init; } = 6;

    /// <summary>The name of an activation of the engine's catalogue. Residual networks have blocks of their own. <value>Default <c>relu</c>.</value></summary>
    public string Activation { get; init; } = "relu";

    /// <summary>The activation's options. <value>Default: each option's own.</value></summary>
    public OptionValues ActivationOptions { get; init; } = OptionValues.None;

    /// <summary>The name of a normalisation of the engine's catalogue. Residual networks have blocks of their own. <value>Default <c>none</c>.</value></summary>
    public string Norm { get; init; } = "none";

    /// <summary>The normalisation's options. <value>Default: each option's own.</value></summary>
    public OptionValues NormOptions { get; init; } = OptionValues.None;

    /// <summary>Whether the logits are normalised too (with layer norm in residual networks).</summary>
    public bool NormalizeLogits { get; init; }

    /// <summary>How layers are joined. <value>Default <see cref="ResidualKind.None"/>.</value></summary>
    public ResidualKind Residual { get; init; }

    /// <summary>How parameters are initialised. <value>Default: that of <see cref="InitSettings"/>.</value></summary>
    public InitSettings Init { get; init; } = new();

    /// <summary>The probability with which dropout sets an output of an activation to 0 in training; there is no dropout where it is 0. <value>Default 0.</value></summary>
    public double Dropout { get; init; }

    /// <summary>The name of a parametrization of the engine's catalogue. <value>Default <c>standard</c>.</value></summary>
    public string Parametrization { get; init; } = "standard";

    /// <summary>The parametrization's options. <value>Default: each option's own.</value></summary>
    public OptionValues ParametrizationOptions { get; init; } = OptionValues.None;

    /// <summary>What decides the last bits. <value>Default <see cref="ArithmeticKind.Fast"/>.</value></summary>
    public ArithmeticKind Arithmetic { get; init; }
}
