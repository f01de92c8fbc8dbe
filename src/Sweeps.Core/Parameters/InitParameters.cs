using Sweeps.Core.Parameters.Hints;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>The parameters of a network's initialisation, under <c>model.init</c>.</summary>
internal sealed class InitParameters
{
    private readonly ModelParameters _model;

    public InitParameters(ModelCatalogue models, ModelParameters model, ModelNames names)
    {
        _model = model;
        Gain = new Parameter
        {
            Name = "model.init.gain",
            ShortName = "gain",
            Type = new NumberType(0, 1e6)
            {
                Hints = () => [new("auto", "It is the gain of the cell's activation", ["null", "none", "default", "calculate_gain", .. models.Activations.Names])],
            },
            Default = null,
            AutoWord = "auto",
            Summary = $"Factor on the scheme's standard deviation or bound; auto: {names.Gains}.",
            CalledElsewhere = () => [new(null, "init_gain", "weight_gain", "init_scale", "init_std")],
            NoEffect = $"where no layer takes it: the scheme is {names.SchemesWithoutGain}, or every layer has its own gain",
            Identifies = false,
            Auto = cell => names.GainOf(model.ActingActivation(cell), model.ActivationOptions.Of(model.ActingActivation(cell), cell.Stated)),
            IsInert = cell => !Hidden!.InheritsGain(cell) && !Logits!.InheritsGain(cell),
        };
        Scheme = new Parameter
        {
            Name = "model.init.scheme",
            ShortName = "scheme",
            Type = new ChoiceType<InitialisationDescriptor>(models.Initialisations) { Hints = () => [.. ValueHint.Of("schemes", models.Initialisations)] },
            Choices = catalogue => catalogue.Initialisations.Names,
            Default = "xavier_uniform",
            Summary = $"How weights are drawn, in PyTorch's definitions; {names.SchemesWithoutGain} takes no gain.",
            NoEffect = $"where every layer has its own scheme, or parametrization is {names.NormalParametrizations}",
            Identifies = false,
            IsInert = cell => DrawsStandardNormal(cell) || (cell.Sets(Hidden!.Scheme) && cell.Sets(Logits!.Scheme)),
        };
        Stream = new Parameter
        {
            Name = "model.init.stream",
            ShortName = "stream",
            Type = new NameType("per_layer", "single") { Hints = () => [new("single", null, "one", "shared", "global"), new("per_layer", null, "layer", "separate", "layerwise")] },
            Default = "per_layer",
            Summary = "A fresh generator for every layer and for the batches (“Activations and Gradients”), or one that draws all weights and then the batches (“Building makemore Part 3”).",
        };
        Layout = new Parameter
        {
            Name = "model.init.layout",
            ShortName = "layout",
            Type = new NameType("out_in", "in_out")
            {
                Hints = () =>
                [
                    new("out_in", null, "torch", "pytorch", "nn.Linear"),
                    new("in_out", null, "transposed", "keras", "tensorflow", "jax", "manual"),
                ],
            },
            Default = "out_in",
            Summary = "Whether a matrix is drawn as torch.nn.Linear holds it (fan-out × fan-in) or as the first three sources of the bibliography write it (fan-in × fan-out).",
        };
        Bias = new Parameter
        {
            Name = "model.init.bias",
            ShortName = "bias",
            Type = names.BiasType,
            Default = "zeros",
            Summary = "Biases of zeros, drawn from the standard normal distribution, none at all, drawn and discarded (“Building makemore Part 3”), or uniform in ±1/√fan-in, as torch.nn.Linear draws them.",
            CalledElsewhere = () => [new(null, "use_bias", "bias_init", "bias_initializer", "with_bias", "biases")],
            NoEffect = "where every layer has its own",
            Identifies = false,
            IsInert = cell => (cell.Sets(Hidden!.Bias) && cell.Sets(Logits!.Bias)) || IsDiscardedForNothing(cell, Bias!),
        };
        Hidden = new LayerParameters(models.Initialisations, this, "hidden", "the first and the hidden linear layers", names);
        Logits = new LayerParameters(models.Initialisations, this, "logits", "the last linear layer", names);
        Options = [.. OptionParameter.OfAny(models.Initialisations, "no layer's scheme", Hidden.Scheme, Logits.Scheme)];
        SchemeOptions = new DeclaredOptions(OptionParameter.Declared(models.Initialisations), Options);
    }

    public Parameter Gain { get; }

    public Parameter Scheme { get; }

    public Parameter Stream { get; }

    public Parameter Layout { get; }

    public Parameter Bias { get; }

    /// <summary>The first linear layer and the hidden ones.</summary>
    public LayerParameters Hidden { get; }

    /// <summary>The last linear layer.</summary>
    public LayerParameters Logits { get; }

    /// <summary>The options that the schemes declare.</summary>
    public IReadOnlyList<Parameter> Options { get; }

    /// <summary>The options of the schemes, with their values.</summary>
    public DeclaredOptions SchemeOptions { get; }

    public IReadOnlyList<Parameter> More => [Scheme, Stream, Layout, Bias, .. Hidden.All, .. Logits.All];

    /// <summary>Whether weights are standard normal whatever the scheme.</summary>
    internal bool DrawsStandardNormal(CellValues cell) => _model.ParametrizationOf(cell).DrawsStandardNormal;

    /// <summary>Whether a bias is drawn and discarded, and no other draw follows from the generator.</summary>
    internal bool IsDiscardedForNothing(CellValues cell, Parameter bias) => cell.Is(bias, "discarded") && !cell.Is(Stream, "single");
}
