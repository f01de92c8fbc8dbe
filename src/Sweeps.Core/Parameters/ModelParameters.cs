namespace Sweeps.Core.Parameters;

/// <summary>The network's shape, under <c>model</c>.</summary>
internal static class ModelParameters
{
    private static readonly object Yes = true;
    private static readonly object No = false;

    public static readonly Parameter Activation = new()
    {
        Name = "model.activation",
        ShortName = "activation",
        Type = new NameType("tanh", "relu", "selu", "gelu"),
        Default = "relu",
        Summary = "The activation after each linear layer but the last; gelu is the erf form.",
        NoEffect = "in residual networks, whose blocks have ReLU",
        IsInert = IsResidual,
        Instead = "relu",
    };

    public static readonly Parameter Norm = new()
    {
        Name = "model.norm",
        ShortName = "norm",
        Type = new NameType("none", "batch", "layer"),
        Default = "none",
        Summary = "The normalisation between a linear layer and its activation.",
        NoEffect = "in residual networks, whose blocks have layer norm",
        IsInert = IsResidual,
        Instead = "layer",
    };

    public static readonly Parameter Residual = new()
    {
        Name = "model.residual",
        ShortName = "residual",
        Type = new NameType("none", "pre_activation", "pre_activation_plain"),
        Default = "none",
        Summary = "Blocks of LayerNorm, ReLU, Linear whose output is added to their input (pre_activation) or is not (pre_activation_plain).",
    };

    public static readonly Parameter Depth = new()
    {
        Name = "model.depth",
        ShortName = "depth",
        Type = new IntegerType(0, 256),
        Default = 6,
        Summary = "Hidden layers after the first.",
    };

    public static readonly Parameter Width = new()
    {
        Name = "model.width",
        ShortName = "width",
        Type = new IntegerType(1, 4096),
        Default = 30,
        Summary = "Units of a hidden layer.",
    };

    public static readonly Parameter Embedding = new()
    {
        Name = "model.embedding",
        ShortName = "embedding",
        Type = new IntegerType(1, 4096),
        Default = 10,
        Summary = "Components of a symbol's embedding.",
    };

    public static readonly Parameter NormalizeLogits = new()
    {
        Name = "model.normalize_logits",
        ShortName = "normalize_logits",
        Type = new SwitchType(),
        Default = null,
        AutoWord = "auto",
        Summary = "Whether the logits are normalised too; auto: when norm is on.",
        NoEffect = "where norm is none",
        Auto = cell => string.Equals(ActingNorm(cell), "none", StringComparison.Ordinal) ? No : Yes,
        IsInert = cell => string.Equals(ActingNorm(cell), "none", StringComparison.Ordinal),
        Instead = No,
    };

    public static readonly Parameter BatchNormMomentum = new()
    {
        Name = "model.batch_norm.momentum",
        ShortName = "bn_momentum",
        Type = new NumberType(0, 1, aboveMinimum: true),
        Default = 0.1,
        Summary = "Weight of the newest batch in batch norm's running statistics.",
        NoEffect = "where norm is not batch",
        IsInert = cell => !IsBatch(cell),
    };

    public static readonly Parameter BatchNormEpsilon = new()
    {
        Name = "model.batch_norm.eps",
        ShortName = "bn_eps",
        Type = new NumberType(0, 1),
        Default = 1e-5,
        Summary = "Added to batch norm's variance.",
        NoEffect = "where norm is not batch",
        IsInert = cell => !IsBatch(cell),
    };

    public static readonly Parameter BatchNormBessel = new()
    {
        Name = "model.batch_norm.bessel",
        ShortName = "bn_bessel",
        Type = new SwitchType(),
        Default = No,
        Summary = "Whether a batch is normalised by its unbiased variance (document 002).",
        NoEffect = "where norm is not batch",
        IsInert = cell => !IsBatch(cell),
    };

    public static readonly Parameter BatchNormCalibrate = new()
    {
        Name = "model.batch_norm.calibrate",
        ShortName = "bn_calibrate",
        Type = new SwitchType(),
        Default = No,
        Summary = "Whether the statistics for evaluation are measured over the whole training set at the end, the variance unbiased (document 002).",
        NoEffect = "where norm is not batch",
        IsInert = cell => !IsBatch(cell),
    };

    public static readonly Parameter BatchNormSpread = new()
    {
        Name = "model.batch_norm.spread",
        ShortName = "bn_spread",
        Type = new NumberType(0, 1e6),
        Default = 0.0,
        Summary = "Standard deviation of batch norm's first gains around 1 and first biases around 0, drawn in forward order from a generator of their own with the seed plus 1 (document 002, which gives none); 0 draws nothing.",
        NoEffect = "where norm is not batch",
        IsInert = cell => !IsBatch(cell),
        SilentAtDefault = true,
    };

    public static IReadOnlyList<Parameter> Main { get; } = [Activation, Norm, Residual, Depth, Width];

    public static IReadOnlyList<Parameter> More { get; } =
        [Embedding, NormalizeLogits, BatchNormMomentum, BatchNormEpsilon, BatchNormBessel, BatchNormCalibrate, BatchNormSpread];

    /// <summary>The activation that the network has.</summary>
    public static string ActingActivation(CellValues cell) => IsResidual(cell) ? "relu" : cell.Text(Activation);

    private static bool IsResidual(CellValues cell) => !cell.Is(Residual, "none");

    private static string ActingNorm(CellValues cell) => IsResidual(cell) ? "layer" : cell.Text(Norm);

    private static bool IsBatch(CellValues cell) => string.Equals(ActingNorm(cell), "batch", StringComparison.Ordinal);
}
