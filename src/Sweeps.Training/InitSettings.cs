namespace Sweeps.Training;

/// <summary>Weight initialisation, in torch.nn.init's definitions.</summary>
public enum InitScheme
{
    XavierUniform,
    XavierNormal,
    KaimingUniform,
    KaimingNormal,

    /// <summary>Standard normal; takes no gain.</summary>
    Normal,
}

public enum InitStream
{
    /// <summary>A fresh generator with the run's seed for every layer, and another for the order of the data (document 004).</summary>
    PerLayer,

    /// <summary>One generator draws all parameters in order and then the batches (document 003).</summary>
    Single,
}

public enum WeightLayout
{
    /// <summary>A matrix is drawn as torch.nn.Linear holds it: fan-out rows × fan-in columns.</summary>
    OutIn,

    /// <summary>A matrix is drawn as documents 001–003 write it: fan-in rows × fan-out columns.</summary>
    InOut,
}

public enum BiasInit
{
    /// <summary>Zeros; nothing is drawn.</summary>
    Zeros,

    /// <summary>Standard normal, drawn after the layer's weight.</summary>
    Normal,

    /// <summary>The layer has no bias; nothing is drawn.</summary>
    None,

    /// <summary>The layer has no bias, but one is drawn from the stream and thrown away (document 003).</summary>
    Discarded,
}

public sealed record InitSettings
{
    public InitScheme Scheme { get; init; } = InitScheme.XavierUniform;

    /// <summary>Factor on the scheme's standard deviation or bound. <value>Default √2.</value></summary>
    public double Gain { get; init; } = Math.Sqrt(2);

    public InitStream Stream { get; init; }

    public WeightLayout Layout { get; init; }

    /// <summary>The first linear layer and the hidden ones.</summary>
    public LayerInit Hidden { get; init; } = new();

    /// <summary>The last linear layer.</summary>
    public LayerInit Logits { get; init; } = new();

}

/// <summary>What one kind of layer does differently from the network's scheme.</summary>
public sealed record LayerInit
{
    /// <summary>The scheme for this layer, or null for the network's.</summary>
    public InitScheme? Scheme { get; init; }

    /// <summary>The gain for this layer, or null for the network's.</summary>
    public double? Gain { get; init; }

    /// <summary>Factor on the drawn weights. <value>Default 1.</value></summary>
    public double WeightScale { get; init; } = 1;

    public BiasInit Bias { get; init; }

    /// <summary>Whether there is a bias to train.</summary>
    public bool HasBias => Bias is BiasInit.Zeros or BiasInit.Normal;

    /// <summary>Factor on the drawn bias; 0 draws and discards the values but keeps a bias. <value>Default 1.</value></summary>
    public double BiasScale { get; init; } = 1;
}
