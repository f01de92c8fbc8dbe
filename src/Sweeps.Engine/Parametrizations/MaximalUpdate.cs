namespace Sweeps.Engine.Parametrizations;

/// <summary>
/// μP as Table 8 of Tensor Programs V has it, relative to a base width, at which it is the standard parametrization. A network's first weights are, but for those between hidden
/// layers, of the deviation that they have at the base width.
/// </summary>
internal sealed class MaximalUpdate : ParametrizationDescriptor
{
    /// <summary>The width at which nothing differs from the standard parametrization.</summary>
    public static readonly IntegerOption Base = new(
        "model.base_width", "base_width", "The width at which mup is the standard parametrization; learning rates that are best there are meant to be best at every width.", 1, 4096, Default: 64);

    public override string Name => "mup";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["muP", "μP", "maximal_update", "mu_parametrization", "mutransfer"];

    public override string Summary => "The maximal update parametrization relative to base_width: the best learning rate of a narrow network is about that of a wide one.";

    public override string Formula =>
        "inputs of the last layer times 1/m; weights between hidden layers of the deviation at base_width by √m, others of that at base_width; "
        + "with sgd rates times m, but for weights between hidden layers and for embedding and outputs' biases, with adam, adamw and rmsprop by m for weights between hidden layers";

    public override string Source => "Yang et al. 2022";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [Base];

    public override bool ScalesOutputs => true;

    public override bool ScalesRates => true;

    public override int? BaseWidth(OptionValues options) => options.Of(Base);

    public override double Forward(ScaledLayer layer) => layer.IsLast ? 1 / layer.Multiple : 1;

    public override double Deviation(WidthDimensions dimensions, double multiple) => dimensions == WidthDimensions.Two ? 1 / Math.Sqrt(multiple) : 1;

    public override double Rate(WidthDimensions dimensions, double multiple, bool normalizesGradients) => (dimensions, normalizesGradients) switch
    {
        (WidthDimensions.Two, true) => 1 / multiple,
        (WidthDimensions.One, false) => multiple,
        _ => 1,
    };
}
