using Sweeps.Engine.Checks;

namespace Sweeps.Engine.Activations;

/// <summary>The Gaussian error linear unit with Φ by a hyperbolic tangent, as torch.nn.GELU(approximate='tanh').</summary>
internal sealed class GeluTanhActivation : EngineActivation
{
    // Where the second derivative is 0, found by bisection with 50 digits.
    private const double Turn = 1.4185040087908283;

    public override string Name => "gelu_tanh";

    public override IReadOnlyList<string> Aliases { get; } = ["gelu_new"];

    public override string Summary => "x · (1 + tanh(√(2/π)·(x + 0.044715·x³)))/2, the approximation of gelu by tanh.";

    public override string ModuleType => "GELUTanh";

    public override string GainFormula => "√2";

    public override bool HasOwnBits => true;

    public override double DefaultGain(OptionValues options) => Math.Sqrt(2);

    public override ActivationCurve Curve(OptionValues options) => new(
        x => x * SigmoidActivation.Of(Inner(x)),
        x => SigmoidActivation.Of(Inner(x)) + (x * SigmoidActivation.Slope(Inner(x)) * (GeluTanh.Linear + (3 * GeluTanh.Cubic * x * x))),
        [-Turn, Turn]);

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) => Layer<T, V, GeluTanh>(site, new());

    public override Variable OnTape(Tape tape, Variable x, OptionValues options)
    {
        var cube = tape.Multiply(x, tape.Multiply(x, x));
        var inner = tape.Scale(Math.Sqrt(2 / Math.PI), tape.Add(x, tape.Scale(0.044715, cube)));
        return tape.Multiply(x, tape.Scale(0.5, tape.Shift(tape.Tanh(inner), 1)));
    }

    private static double Inner(double x) => x * (GeluTanh.Linear + (GeluTanh.Cubic * x * x));
}

/// <summary>x · (1 + tanh u)/2 with u = √(2/π)·(x + 0.044715·x³) (Hendrycks and Gimpel, 2016), which is x · σ(2u).</summary>
/// <remarks>e^(−2u) multiplies what rounding does to 2u by 100 where it is smallest, so 2u is carried in two numbers.</remarks>
internal readonly struct GeluTanh : IActivation
{
    internal const double Linear = 1.5957691216057308;
    internal const double Cubic = 0.071354816272600249;
    private const double LinearHigh = 1.5957691669464111;
    private const double LinearLow = -4.534068042105272e-08;
    private const double CubicHigh = 0.07135481387376785;
    private const double CubicLow = 2.3988323959931355e-09;

    public static bool KeepsSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        // At 11.2 the product is less than half of the smallest denormal number; in float64 at 21.
        var t = V.AtMost(V.Of(V.IsSingle ? 11.2 : 21), V.Abs(x));
        var square = t * t;
        var curved = Logistic.Product(square, V.Fma(t, t, -square), V.Of(V.IsSingle ? CubicHigh : Cubic), V.Of(V.IsSingle ? CubicLow : 0), out var curvedLow);
        var linear = V.Of(V.IsSingle ? LinearHigh : Linear);
        var factor = linear + curved;
        var part = factor - linear;
        var factorLow = (linear - (factor - part)) + (curved - part) + (V.Of(V.IsSingle ? LinearLow : 0) + curvedLow);
        var v = t * factor;
        var vLow = V.Fma(t, factor, -v) + (t * factorLow);
        // t · v′(t) = v + 2 · t · curved
        var twice = V.Of(2) * t * curved;
        var rise = v + twice;
        var rest = rise - v;
        var riseLow = (v - (rise - rest)) + (twice - rest) + vLow + V.Fma(V.Of(2) * t, curved, -twice) + (V.Of(2) * t * curvedLow);
        return Logistic.Gate(x, t, v, vLow, rise, riseLow, out slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient * slope;
}
