using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>The network's shape, under <c>model</c>.</summary>
internal sealed class ModelParameters
{
    private static readonly object Yes = true;
    private static readonly object No = false;

    private readonly Catalogue<NormDescriptor> _norms;
    private readonly Catalogue<ParametrizationDescriptor> _parametrizations;

    public ModelParameters(ModelCatalogue models, DatasetParameters dataset)
    {
        (_norms, _parametrizations) = (models.Norms, models.Parametrizations);
        Activation = new Parameter
        {
            Name = "model.activation",
            ShortName = "activation",
            Type = new ChoiceType<ActivationDescriptor>(models.Activations)
            {
                Hints = () =>
                [
                    .. ValueHint.Of("activations", models.Activations),
                    new(null, "the logits get a softmax from the loss, and hidden layers have none", "softmax", "log_softmax"),
                ],
            },
            Choices = catalogue => catalogue.Activations.Names,
            Default = "relu",
            Summary = "The activation after each linear layer but the last; gelu is the erf form.",
            CalledElsewhere = () => [new(null, "act", "act_fn", "act_func", "activation_fn", "activation_function", "activation_func", "activations", "hidden_act", "nonlinearity", "nonlinearities", "nonlin")],
            NoEffect = "in residual networks, whose blocks have ReLU",
            IsInert = IsResidual,
            Instead = Architecture.BlockActivation,
        };
        Norm = new Parameter
        {
            Name = "model.norm",
            ShortName = "norm",
            Type = new ChoiceType<NormDescriptor>(models.Norms)
            {
                Hints = () =>
                [
                    .. ValueHint.Of("norms", models.Norms),
                    new(null, $"say which, {Wording.OneOf([.. models.Norms.Names.Where(name => name is not "none")])}", [.. ValueHint.Yes]),
                ],
            },
            Choices = catalogue => catalogue.Norms.Names,
            Default = "none",
            Summary = "The normalisation between a linear layer and its activation.",
            CalledElsewhere = () => [new(null, "normalization", "normalisation", "norm_type", "norm_layer", "normalizer", "norms")],
            NoEffect = "in residual networks, whose blocks have layer norm",
            IsInert = IsResidual,
            Instead = Architecture.BlockNorm,
        };
        Residual = new Parameter
        {
            Name = "model.residual",
            ShortName = "residual",
            Type = new NameType("none", "pre_activation", "pre_activation_plain")
            {
                Hints = () =>
                [
                    new("pre_activation", null, [.. ValueHint.Yes, "resnet", "pre_norm", "preln", "pre_act", "preactivation_resnet", "skip"]),
                    new("none", null, [.. ValueHint.No]),
                    new("pre_activation_plain", null, "plain", "no_skip", "without_skip"),
                ],
            },
            Default = "none",
            Summary = "Blocks of LayerNorm, ReLU, Linear whose output is added to their input (pre_activation) or is not (pre_activation_plain).",
            CalledElsewhere = () => [new(null, "skip", "skip_connection", "skip_connections", "resnet", "residuals", "use_residual", "residual_connections", "shortcut")],
        };
        Depth = new Parameter
        {
            Name = "model.depth",
            ShortName = "depth",
            Type = new IntegerType(0, 256),
            Default = 6,
            Summary = "Hidden layers after the first.",
            CalledElsewhere = () => [new("It counts the hidden layers after the first", "n_layers", "num_layers", "n_layer", "layers", "num_hidden_layers", "n_hidden_layers", "hidden_layers", "blocks", "n_blocks", "num_blocks")],
        };
        Width = new Parameter
        {
            Name = "model.width",
            ShortName = "width",
            Type = new IntegerType(1, 4096),
            Default = 30,
            Summary = "Units of a hidden layer.",
            CalledElsewhere = () => [new(null, "hidden_size", "hidden_dim", "hidden_dims", "hidden_units", "hidden_features", "hidden_width", "n_hidden", "num_hidden", "n_units", "num_units", "units", "neurons", "n_neurons", "num_neurons", "layer_size", "layer_width", "d_hidden", "hidden_layer_sizes", "hidden_channels")],
        };
        Embedding = dataset.OfKinds(new Parameter
        {
            Name = "model.embedding",
            ShortName = "embedding",
            Type = new IntegerType(1, 4096),
            Default = 10,
            Summary = "Components of a symbol's embedding.",
            CalledElsewhere = () => [new(null, "embedding_dim", "embedding_size", "emb_dim", "embed_dim", "emb_size", "emb", "embd", "embed", "n_embd", "n_emb", "d_model", "embeddings")],
            Instead = 0,
        });
        Dropout = new Parameter
        {
            Name = "model.dropout",
            ShortName = "dropout",
            Type = new NumberType(0, 1),
            Default = 0.0,
            Summary = "The probability with which torch.nn.Dropout behind each activation sets an output to 0 in training; 0: no dropout.",
            SilentAtDefault = true,
        };
        Parametrization = new Parameter
        {
            Name = "model.parametrization",
            ShortName = "parametrization",
            Type = new ChoiceType<ParametrizationDescriptor>(models.Parametrizations) { Hints = () => [.. ValueHint.Of("parametrizations", models.Parametrizations)] },
            Choices = catalogue => catalogue.Parametrizations.Names,
            Default = models.Parametrizations[0].Name,
            Summary = $"How factors, first weights and learning rates depend on the width. {string.Join(' ', models.Parametrizations.Select(one => $"{one.Name}: {one.Summary}"))}",
            CalledElsewhere = () => [new(null, "parameterization", "parametrisation", "parameterisation", "use_mup")],
            SilentAtDefault = true,
        };
        NormalizeLogits = new Parameter
        {
            Name = "model.normalize_logits",
            ShortName = "normalize_logits",
            Type = new SwitchType { Hints = () => [new("auto", null, "null", "default", "none")] },
            Default = null,
            AutoWord = "auto",
            Summary = $"Whether the logits are normalised too; auto: when norm is on, unless parametrization is {Wording.OneOf([.. models.Parametrizations.Where(one => one.ScalesOutputs).Select(one => one.Name)])}.",
            NoEffect = "where norm is none",
            Auto = cell => IsNone(ActingNorm(cell)) || ParametrizationOf(cell).ScalesOutputs ? No : Yes,
            IsInert = cell => IsNone(ActingNorm(cell)),
            Instead = No,
        };
        // The columns of a norm of the first version stand among those of this version, with those of options that it alone got later.
        var first = models.Norms.Where(norm => norm.Options.Any(option => option.IdentifiesAtDefault)).SelectMany(norm => norm.Options)
            .Where(option => models.Norms.Count(norm => norm.Options.Contains(option)) == 1).Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
        var ofNorms = OptionParameter.OfActing(models.Norms, ActingNorm, "norm").ToList();
        More = [Embedding, NormalizeLogits, .. ofNorms.Where(option => first.Contains(option.Name))];
        Options =
        [
            .. OptionParameter.OfActing(models.Activations, ActingActivation, "activation"),
            .. ofNorms.Where(option => !first.Contains(option.Name)),
        ];
        Later = [Dropout, Parametrization, .. OptionParameter.Of(models.Parametrizations, Parametrization, new HashSet<string>(StringComparer.Ordinal))];
        IReadOnlyList<Parameter> all = [.. More, .. Options, .. Later];
        ParametrizationOptions = OptionTable.Of(models.Parametrizations, all);
        ActivationOptions = OptionTable.Of(models.Activations, all);
        NormOptions = OptionTable.Of(models.Norms, all);
    }

    /// <summary>The options that activations and normalisations declare, without those of the first version.</summary>
    public IReadOnlyList<Parameter> Options { get; }

    /// <summary>The options of the activations.</summary>
    public OptionTable ActivationOptions { get; }

    /// <summary>The options of the normalisations.</summary>
    public OptionTable NormOptions { get; }

    /// <summary>The options of the parametrizations.</summary>
    public OptionTable ParametrizationOptions { get; }

    public Parameter Activation { get; }

    public Parameter Norm { get; }

    public Parameter Residual { get; }

    public Parameter Depth { get; }

    public Parameter Width { get; }

    public Parameter Embedding { get; }

    public Parameter NormalizeLogits { get; }

    public Parameter Dropout { get; }

    public Parameter Parametrization { get; }

    /// <summary>What was added behind all parameters of other sections.</summary>
    public IReadOnlyList<Parameter> Later { get; }

    /// <summary>The parametrization of a cell.</summary>
    public ParametrizationDescriptor ParametrizationOf(CellValues cell) => _parametrizations.Get(cell.Text(Parametrization));

    public IReadOnlyList<Parameter> Main => [Activation, Norm, Residual, Depth, Width];

    /// <summary>The parameters whose columns come after <see cref="Main"/> and others in the first version.</summary>
    public IReadOnlyList<Parameter> More { get; }

    /// <summary>The normalisation that the network has.</summary>
    public string ActingNorm(CellValues cell) => IsResidual(cell) ? Architecture.BlockNorm : cell.Text(Norm);

    /// <summary>The activation that the network has.</summary>
    public string ActingActivation(CellValues cell) => IsResidual(cell) ? Architecture.BlockActivation : cell.Text(Activation);

    private bool IsResidual(CellValues cell) => !cell.Is(Residual, "none");

    private bool IsNone(string norm) => _norms.Get(norm).ModuleType is null;
}
