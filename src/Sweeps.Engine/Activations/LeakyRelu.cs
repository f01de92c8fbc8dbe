using Sweeps.Engine.Checks;

namespace Sweeps.Engine.Activations;

/// <summary>The rectifier that lets a share of what is below 0 through (Maas, Hannun and Ng, 2013), as torch.nn.LeakyReLU has it.</summary>
internal sealed class LeakyReluActivation : EngineActivation
{
    public static NumberOption NegativeSlope { get; } = new(
        "model.negative_slope", "negative_slope", "The slope of leaky_relu below 0.", 0, 1, 0.01, AboveMinimum: true);

    public override string Name => "leaky_relu";

    public override IReadOnlyList<string> NearestOf { get; } = ["leaky", "prelu", "rrelu"];

    public override string Summary => "x above 0 and negative_slope · x below.";

    public override string ModuleType => "LeakyReLU";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [NegativeSlope];

    public override string GainFormula => "√(2/(1 + negative_slope²))";

    public override bool HasPyTorchBits => true;

    public override double DefaultGain(OptionValues options) => Math.Sqrt(2 / (1 + (options.Of(NegativeSlope) * options.Of(NegativeSlope))));

    public override ActivationCurve Curve(OptionValues options)
    {
        var slope = options.Of(NegativeSlope);
        return new(x => x > 0 ? x : slope * x, x => x > 0 ? 1 : slope, [0]);
    }

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) =>
        Layer<T, V, LeakyRelu>(site, new(options.Of(NegativeSlope)));

    public override Variable OnTape(Tape tape, Variable x, OptionValues options) =>
        tape.Add(tape.Positive(x), tape.Scale(options.Of(NegativeSlope), tape.Negative(x)));
}

/// <summary>x above 0, a slope times x at and below it; what is not a number stays so, and the derivative at 0 is that slope, as in PyTorch.</summary>
internal readonly struct LeakyRelu(double negativeSlope) : IActivation
{
    public LeakyRelu()
        : this(LeakyReluActivation.NegativeSlope.Default)
    {
    }

    public static bool KeepsSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        slope = V.Select(V.Less(V.Of(0), x), V.Of(1), V.Of(negativeSlope));
        return x * slope;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient * slope;
}
