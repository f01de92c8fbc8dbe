namespace Sweeps.Training;

public enum ActivationKind
{
    Tanh,
    Relu,
    Selu,
    Gelu,
}

public enum NormKind
{
    None,
    Batch,
    Layer,
}

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
    public int Symbols { get; init; }

    /// <summary>Numbers that the network sees of an example; there is no embedding then. <value>Default 0: the inputs are symbols.</value></summary>
    public int Features { get; init; }

    /// <summary>Units of the last linear layer: classes, or numbers that are asked for. <value>Default <see cref="Symbols"/>.</value></summary>
    public int Outputs
    {
        get => field > 0 ? field : Symbols;
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

    public ActivationKind Activation { get; init; } = ActivationKind.Relu;

    public NormKind Norm { get; init; }

    /// <summary>Whether the logits are normalised too (with layer norm in residual networks).</summary>
    public bool NormalizeLogits { get; init; }

    public ResidualKind Residual { get; init; }

    public BatchNormSettings BatchNorm { get; init; } = new();

    public InitSettings Init { get; init; } = new();

    public ArithmeticKind Arithmetic { get; init; }
}

/// <summary>Batch normalisation's conventions; the defaults are those of PyTorch's BatchNorm1d.</summary>
public sealed record BatchNormSettings
{
    /// <summary>Weight of the newest batch in the running statistics. <value>Default 0.1.</value></summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>Added to the variance. <value>Default 1e-5.</value></summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Whether a batch is normalised by the unbiased variance (document 002). <value>Default false.</value></summary>
    public bool Bessel { get; init; }

    /// <summary>Whether the statistics used for evaluation are measured over the whole training set at the end (document 002).</summary>
    public bool Calibrate { get; init; }

    /// <summary>
    /// Standard deviation of the first gains around 1 and the first biases around 0, a layer's gains before its biases, drawn from a generator
    /// of their own with the run's seed plus 1 (document 002). <value>Default 0: nothing is drawn.</value>
    /// </summary>
    public double Spread { get; init; }
}
