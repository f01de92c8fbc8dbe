using Sweeps.Engine.Checks;
using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Activations;

/// <summary>The logistic function.</summary>
internal sealed class SigmoidActivation : EngineActivation
{
    public override string Name => "sigmoid";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["logistic", "expit"];

    public override IReadOnlyList<string> NearestOf { get; } = ["hardsigmoid"];

    public override string Summary => "1/(1 + e⁻ˣ).";

    public override string ModuleType => "Sigmoid";

    public override string GainFormula => "1";

    public override bool HasOwnBits => true;

    public override double DefaultGain(OptionValues options) => 1;

    public override ActivationCurve Curve(OptionValues options) => new(Of, Slope, [0]);

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) => Layer<T, V, Sigmoid>(site, new());

    public override Variable OnTape(Tape tape, Variable x, OptionValues options) => OnTape(tape, x);

    /// <summary>σ on the tape.</summary>
    public static Variable OnTape(Tape tape, Variable x) => tape.Power(tape.Shift(tape.Exp(tape.Scale(-1, x)), 1), -1);

    /// <summary>σ in double precision.</summary>
    public static double Of(double x)
    {
        var e = Elementary.Exp(-Math.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <summary>σ′ in double precision.</summary>
    public static double Slope(double x)
    {
        var e = Elementary.Exp(-Math.Abs(x));
        return e / ((1 + e) * (1 + e));
    }
}

/// <summary>1/(1 + e⁻ˣ); its derivative is kept, since 1 − y would lose it for large x.</summary>
internal readonly struct Sigmoid : IActivation
{
    public static bool KeepsSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V> => Logistic.Sigmoid(x, out slope);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient * slope;
}
