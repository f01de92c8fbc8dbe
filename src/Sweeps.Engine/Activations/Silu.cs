using Sweeps.Engine.Checks;

namespace Sweeps.Engine.Activations;

/// <summary>The sigmoid linear unit.</summary>
internal sealed class SiluActivation : EngineActivation
{
    // Where x · tanh(x/2) is 2.
    private const double Turn = 2.3993572805154675;

    public override string Name => "silu";

    public override IReadOnlyList<string> Aliases { get; } = ["swish"];

    public override IReadOnlyList<string> NearestOf { get; } = ["hardswish", "swiglu", "glu"];

    public override string Summary => "x · σ(x), also called swish.";

    public override string ModuleType => "SiLU";

    public override string GainFormula => "√2";

    public override bool HasOwnBits => true;

    public override double DefaultGain(OptionValues options) => Math.Sqrt(2);

    public override ActivationCurve Curve(OptionValues options) => new(
        x => x * SigmoidActivation.Of(x),
        x => SigmoidActivation.Of(x) + (x * SigmoidActivation.Slope(x)),
        [-Turn, Turn]);

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) => Layer<T, V, Silu>(site, new());

    public override Variable OnTape(Tape tape, Variable x, OptionValues options) => tape.Multiply(x, SigmoidActivation.OnTape(tape, x));
}

/// <summary>x · σ(x) (Elfwing, Uchibe and Doya, 2018); its derivative is σ(x) + x · σ′(x).</summary>
internal readonly struct Silu : IActivation
{
    public static bool KeepsSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        var t = Logistic.Bounded(x);
        return Logistic.Gate(x, t, t, V.Of(0), t, V.Of(0), out slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient * slope;
}
