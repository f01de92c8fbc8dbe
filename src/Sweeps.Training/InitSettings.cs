using Sweeps.Training.Catalogues;

namespace Sweeps.Training;

/// <summary>From which random numbers parameters are drawn.</summary>
public enum InitStream
{
    /// <summary>A fresh generator with the run's seed for every layer, and another for the order of the data (“Activations and Gradients”).</summary>
    PerLayer,

    /// <summary>One generator draws all parameters in order and then the batches (“Building makemore Part 3”).</summary>
    Single,
}

/// <summary>In which order the numbers of a weight matrix are drawn.</summary>
public enum WeightLayout
{
    /// <summary>A matrix is drawn as torch.nn.Linear holds it: fan-out rows × fan-in columns.</summary>
    OutIn,

    /// <summary>A matrix is drawn as the first three sources of the bibliography write it: fan-in rows × fan-out columns.</summary>
    InOut,
}

/// <summary>What a linear layer's bias begins with.</summary>
public enum BiasInit
{
    /// <summary>Zeros; nothing is drawn.</summary>
    Zeros,

    /// <summary>Standard normal, drawn after the layer's weight.</summary>
    Normal,

    /// <summary>The layer has no bias; nothing is drawn.</summary>
    None,

    /// <summary>The layer has no bias, but one is drawn from the stream and thrown away (“Building makemore Part 3”).</summary>
    Discarded,

    /// <summary>Uniform in ±1/√fan-in, as torch.nn.Linear has it, drawn after the layer's weight; fan-in are the layer's inputs.</summary>
    Uniform,
}

/// <summary>How the parameters of a network are initialised.</summary>
public sealed record InitSettings
{
    /// <summary>The name of an initialisation of the engine's catalogue, for the weight matrices of linear layers. <value>Default <c>xavier_uniform</c>.</value></summary>
    public string Scheme { get; init; } = "xavier_uniform";

    /// <summary>The options of the schemes of all layers. <value>Default: each option's own.</value></summary>
    public OptionValues SchemeOptions { get; init; } = OptionValues.None;

    /// <summary>Factor on the scheme's standard deviation or bound. <value>Default √2.</value></summary>
    public double Gain { get; init; } = Math.Sqrt(2);

    /// <summary>From which random numbers parameters are drawn. <value>Default <see cref="InitStream.PerLayer"/>.</value></summary>
    public InitStream Stream { get; init; }

    /// <summary>In which order the numbers of a weight matrix are drawn. <value>Default <see cref="WeightLayout.OutIn"/>.</value></summary>
    public WeightLayout Layout { get; init; }

    /// <summary>The first linear layer and the hidden ones.</summary>
    public LayerInit Hidden { get; init; } = new();

    /// <summary>The last linear layer.</summary>
    public LayerInit Logits { get; init; } = new();

    /// <summary>What a linear layer gets.</summary>
    public LayerInit Of(ModuleInfo linear) => linear.Role == ModuleRole.Logits ? Logits : Hidden;
}

/// <summary>What one kind of layer does differently from the network's scheme.</summary>
public sealed record LayerInit
{
    /// <summary>The scheme for this layer, or null for the network's.</summary>
    public string? Scheme { get; init; }

    /// <summary>The gain for this layer, or null for the network's.</summary>
    public double? Gain { get; init; }

    /// <summary>Factor on the drawn weights. <value>Default 1.</value></summary>
    public double WeightScale { get; init; } = 1;

    /// <summary>What the bias begins with. <value>Default <see cref="BiasInit.Zeros"/>.</value></summary>
    public BiasInit Bias { get; init; }

    /// <summary>Whether there is a bias to train.</summary>
    public bool HasBias => Bias is BiasInit.Zeros or BiasInit.Normal or BiasInit.Uniform;

    /// <summary>Factor on the drawn bias; 0 draws and discards the values but keeps a bias. <value>Default 1.</value></summary>
    public double BiasScale { get; init; } = 1;
}
