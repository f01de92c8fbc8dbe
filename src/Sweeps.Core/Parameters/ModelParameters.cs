using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>The network's shape, under <c>model</c>.</summary>
internal sealed class ModelParameters
{
    private static readonly object Yes = true;
    private static readonly object No = false;

    public ModelParameters(DatasetParameters dataset, ModelNames names)
    {
        Activation = new Parameter
        {
            Name = "model.activation",
            ShortName = "activation",
            Type = new NameType(names.Activations),
            Default = "relu",
            Summary = "The activation after each linear layer but the last; gelu is the erf form.",
            NoEffect = "in residual networks, whose blocks have ReLU",
            IsInert = IsResidual,
            Instead = "relu",
        };
        Norm = new Parameter
        {
            Name = "model.norm",
            ShortName = "norm",
            Type = new NameType(names.Norms),
            Default = "none",
            Summary = "The normalisation between a linear layer and its activation.",
            NoEffect = "in residual networks, whose blocks have layer norm",
            IsInert = IsResidual,
            Instead = "layer",
        };
        Residual = new Parameter
        {
            Name = "model.residual",
            ShortName = "residual",
            Type = new NameType("none", "pre_activation", "pre_activation_plain"),
            Default = "none",
            Summary = "Blocks of LayerNorm, ReLU, Linear whose output is added to their input (pre_activation) or is not (pre_activation_plain).",
        };
        Depth = new Parameter
        {
            Name = "model.depth",
            ShortName = "depth",
            Type = new IntegerType(0, 256),
            Default = 6,
            Summary = "Hidden layers after the first.",
        };
        Width = new Parameter
        {
            Name = "model.width",
            ShortName = "width",
            Type = new IntegerType(1, 4096),
            Default = 30,
            Summary = "Units of a hidden layer.",
        };
        Embedding = new Parameter
        {
            Name = "model.embedding",
            ShortName = "embedding",
            Type = new IntegerType(1, 4096),
            Default = 10,
            Summary = "Components of a symbol's embedding.",
            NoEffect = "where dataset.kind is table",
            IsInert = dataset.IsTable,
            Instead = 0,
        };
        NormalizeLogits = new Parameter
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
        BatchNormMomentum = new Parameter
        {
            Name = "model.batch_norm.momentum",
            ShortName = "bn_momentum",
            Type = new NumberType(0, 1, aboveMinimum: true),
            Default = 0.1,
            Summary = "Weight of the newest batch in batch norm's running statistics.",
            NoEffect = "where norm is not batch",
            IsInert = cell => !IsBatch(cell),
        };
        BatchNormEpsilon = new Parameter
        {
            Name = "model.batch_norm.eps",
            ShortName = "bn_eps",
            Type = new NumberType(0, 1),
            Default = 1e-5,
            Summary = "Added to batch norm's variance.",
            NoEffect = "where norm is not batch",
            IsInert = cell => !IsBatch(cell),
        };
        BatchNormBessel = new Parameter
        {
            Name = "model.batch_norm.bessel",
            ShortName = "bn_bessel",
            Type = new SwitchType(),
            Default = No,
            Summary = "Whether a batch is normalised by its unbiased variance (“MLP with backpropagation”).",
            NoEffect = "where norm is not batch",
            IsInert = cell => !IsBatch(cell),
        };
        BatchNormCalibrate = new Parameter
        {
            Name = "model.batch_norm.calibrate",
            ShortName = "bn_calibrate",
            Type = new SwitchType(),
            Default = No,
            Summary = "Whether the statistics for evaluation are measured over the whole training set at the end, the variance unbiased (“MLP with backpropagation”).",
            NoEffect = "where norm is not batch",
            IsInert = cell => !IsBatch(cell),
        };
        BatchNormSpread = new Parameter
        {
            Name = "model.batch_norm.spread",
            ShortName = "bn_spread",
            Type = new NumberType(0, 1e6),
            Default = 0.0,
            Summary = "Standard deviation of batch norm's first gains around 1 and first biases around 0, drawn in forward order from a generator of their own with the seed plus 1 (“MLP with backpropagation”, which gives none); 0 draws nothing.",
            NoEffect = "where norm is not batch",
            IsInert = cell => !IsBatch(cell),
            SilentAtDefault = true,
        };
        string[] own = [BatchNormMomentum.Name, BatchNormEpsilon.Name, BatchNormBessel.Name, BatchNormCalibrate.Name, BatchNormSpread.Name];
        Options =
        [
            .. EngineModels.Catalogue.Activations.SelectMany(activation => activation.Options.Select(option => OptionParameter.Of(
                option, cell => string.Equals(ActingActivation(cell), activation.Name, StringComparison.Ordinal), $"where activation is not {activation.Name}"))),
            .. EngineModels.Catalogue.Norms.SelectMany(norm => norm.Options.Where(option => !own.Contains(option.Name)).Select(option => OptionParameter.Of(
                option, cell => string.Equals(ActingNorm(cell), norm.Name, StringComparison.Ordinal), $"where norm is not {norm.Name}"))),
        ];
    }

    /// <summary>What activations and normalisations bring along, besides those that stood in the first tables.</summary>
    public IReadOnlyList<Parameter> Options { get; }

    public Parameter Activation { get; }

    public Parameter Norm { get; }

    public Parameter Residual { get; }

    public Parameter Depth { get; }

    public Parameter Width { get; }

    public Parameter Embedding { get; }

    public Parameter NormalizeLogits { get; }

    public Parameter BatchNormMomentum { get; }

    public Parameter BatchNormEpsilon { get; }

    public Parameter BatchNormBessel { get; }

    public Parameter BatchNormCalibrate { get; }

    public Parameter BatchNormSpread { get; }

    public IReadOnlyList<Parameter> Main => [Activation, Norm, Residual, Depth, Width];

    public IReadOnlyList<Parameter> More =>
        [Embedding, NormalizeLogits, BatchNormMomentum, BatchNormEpsilon, BatchNormBessel, BatchNormCalibrate, BatchNormSpread];

    /// <summary>The activation that the network has.</summary>
    public string ActingActivation(CellValues cell) => IsResidual(cell) ? "relu" : cell.Text(Activation);

    /// <summary>The options of the activation that the network has.</summary>
    public OptionValues ActivationOptions(CellValues cell)
    {
        var values = OptionValues.None;
        foreach (var option in EngineModels.Catalogue.Activations.Get(ActingActivation(cell)).Options)
            values = values.With(option, cell[Options.First(parameter => string.Equals(parameter.Name, option.Name, StringComparison.Ordinal))]);
        return values;
    }

    private bool IsResidual(CellValues cell) => !cell.Is(Residual, "none");

    private string ActingNorm(CellValues cell) => IsResidual(cell) ? "layer" : cell.Text(Norm);

    private bool IsBatch(CellValues cell) => string.Equals(ActingNorm(cell), "batch", StringComparison.Ordinal);
}
