using Sweeps.Engine.Checks;
using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Activations;

/// <summary>The smooth rectifier ln(1 + eˣ), as torch.nn.Softplus() with its defaults, whose threshold is beyond what float32 can tell.</summary>
internal sealed class SoftplusActivation : EngineActivation
{
    public override string Name => "softplus";

    public override string Summary => "ln(1 + eˣ).";

    public override string ModuleType => "Softplus";

    public override string GainFormula => "1";

    public override bool HasOwnBits => true;

    public override double DefaultGain(OptionValues options) => 1;

    public override ActivationCurve Curve(OptionValues options) => new(Value, SigmoidActivation.Of, []);

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) => Layer<T, V, Softplus>(site, new());

    public override Variable OnTape(Tape tape, Variable x, OptionValues options) => tape.Log(tape.Shift(tape.Exp(x), 1));

    private static double Value(double x) => Math.Max(x, 0) + Softplus.LogOfOneMore(Elementary.Exp(-Math.Abs(x)));
}

/// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e^(−|x|)); its derivative is σ(x).</summary>
internal readonly struct Softplus : IActivation
{
    public static bool KeepsSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        slope = Logistic.Sigmoid(x, out _);
        if (!V.IsSingle)
            return V.Select(V.Less(x, V.Of(0)), V.Of(0), x) + V.Map(-V.Abs(x), static value => LogOfOneMore(Elementary.Exp(value)));

        // ln(1 + e) = 2·artanh s with s = e/(2 + e), of which the power of two is left out as long as possible.
        var high = LaneFunctions.Exp(-Logistic.Bounded(x), V.Of(0), out var low, out var k);
        var e = V.Scale(high, k);
        var sum = V.Of(2) + e;
        var sumLow = (e - (sum - V.Of(2))) + V.Scale(low, k);
        var inverse = V.Of(1) / sum;
        var s = high * inverse;
        var rest = inverse * V.Fma(-s, sumLow, V.Fma(-s, sum, high) + low);
        var whole = V.Scale(s, k);
        var z = whole * whole;
        // (artanh(s)/s − 1)/s² over s² ≤ 1/9: 4e-9.
        var p = V.Fma(z, V.Of(0.11612164612011674), V.Of(0.10853287900440187));
        p = V.Fma(z, p, V.Of(0.14296178997151418));
        p = V.Fma(z, p, V.Of(0.19999853165964859));
        p = V.Fma(z, p, V.Of(0.33333333660263709));
        var log = V.Scale(V.Of(2) * (s + V.Fma(s * z, p, rest)), k);
        return V.Select(V.Less(x, V.Of(0)), log, x + log);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient * slope;

    /// <summary>ln(1 + e) in double precision for 0 ≤ e ≤ 1: the logarithm of the rounded sum, and what rounding took by its derivative.</summary>
    internal static double LogOfOneMore(double e)
    {
        var sum = 1 + e;
        return Elementary.Log(sum) + ((e - (sum - 1)) / sum);
    }
}
