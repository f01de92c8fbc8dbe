using Sweeps.Engine.Checks;
using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Activations;

/// <summary>Mish.</summary>
internal sealed class MishActivation : EngineActivation
{
    // Where the second derivative is 0, found by bisection with 50 digits.
    private const double LowTurn = -2.256376396360793;
    private const double HighTurn = 1.4905711794854284;

    public override string Name => "mish";

    public override string Summary => "x · tanh(ln(1 + eˣ)).";

    public override string ModuleType => "Mish";

    public override string GainFormula => "√2";

    public override bool HasOwnBits => true;

    public override double DefaultGain(OptionValues options) => Math.Sqrt(2);

    public override ActivationCurve Curve(OptionValues options) => new(x => x * Weight(x), Derivative, [LowTurn, HighTurn]);

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) => Layer<T, V, Mish>(site, new());

    public override Variable OnTape(Tape tape, Variable x, OptionValues options) =>
        tape.Multiply(x, tape.Tanh(tape.Log(tape.Shift(tape.Exp(x), 1))));

    /// <summary>tanh(ln(1 + eˣ)) = ((1 + eˣ)² − 1)/((1 + eˣ)² + 1), for x above 0 of e⁻ˣ.</summary>
    private static double Weight(double x)
    {
        var e = Elementary.Exp(-Math.Abs(x));
        return x < 0 ? e * (2 + e) / (2 + (e * (2 + e))) : (1 + (2 * e)) / (1 + (2 * e * (1 + e)));
    }

    // The weight and x times 4·eˣ·(1 + eˣ)/((1 + eˣ)² + 1)², the weight's derivative.
    private static double Derivative(double x)
    {
        var e = Elementary.Exp(-Math.Abs(x));
        var below = x < 0 ? 2 + (e * (2 + e)) : 1 + (2 * e * (1 + e));
        return Weight(x) + (4 * x * (x < 0 ? e : e * e) * (1 + e) / (below * below));
    }
}

/// <summary>x · tanh(ln(1 + eˣ)) (Misra, 2019), from e^(−|x|).</summary>
internal readonly struct Mish : IActivation
{
    public static bool KeepsSlope => true;

    // With t = |x| and e = e^(−t): below 0, f = −t·e·a/d with a = 2 + e and d = 2 + e·a; above, f = t − t·e·a/d with a = 2e and d = 1 + (1 + e)·a.
    // Of the derivative e/d·(a − b), with b = 4t·(1 + e)/d below 0 and e times that above; above it is 1 − e/d·(a − b).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        var negative = V.Less(x, V.Of(0));
        var t = Logistic.Bounded(x);
        var high = LaneFunctions.Exp(-t, V.Of(0), out var low, out var k);
        var e = V.Scale(high, k);
        var eLow = V.Scale(low, k);
        var two = V.Of(2) + e;
        var twoLow = (e - (two - V.Of(2))) + eLow;
        var one = V.Of(1) + e;
        var oneLow = (e - (one - V.Of(1))) + eLow;
        var a = V.Select(negative, two, e + e);
        var aLow = V.Select(negative, twoLow, eLow + eLow);
        var factor = V.Select(negative, e, one);
        var factorLow = V.Select(negative, eLow, oneLow);
        var least = V.Select(negative, V.Of(2), V.Of(1));
        var d = V.Fma(factor, a, least);
        var dLow = V.Fma(factor, a, least - d) + V.Fma(factor, aLow, factorLow * a);
        var inverse = V.Of(1) / d;
        var inverseLow = inverse * V.Fma(-inverse, dLow, V.Fma(-inverse, d, V.Of(1)));
        var share = Logistic.Product(high, low, inverse, inverseLow, out var shareLow);
        var weight = Logistic.Product(share, shareLow, a, aLow, out var weightLow);
        var lost = V.Scale(V.Fma(t, weight, t * weightLow), k);
        var rise = Logistic.Product(one, oneLow, V.Of(4) * t * V.Select(negative, V.Of(1), e), V.Of(0), out var riseLow);
        var b = Logistic.Product(rise, riseLow, inverse, inverseLow, out var bLow);
        var lowSlope = V.Scale(Logistic.TimesDifference(share, shareLow, a, aLow, b, bLow), k);
        slope = V.Select(negative, lowSlope, V.Of(1) - lowSlope);
        return V.Select(negative, -lost, x - lost);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient * slope;
}
