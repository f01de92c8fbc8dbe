using Sweeps.Engine.Checks;
using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Activations;

/// <summary>The exponential linear unit.</summary>
internal sealed class EluActivation : EngineActivation
{
    public static NumberOption Alpha { get; } = new(
        "model.elu_alpha", "elu_alpha", "What elu approaches below 0, without its sign.", 0, 1000, 1, AboveMinimum: true);

    public override string Name => "elu";

    public override IReadOnlyList<string> NearestOf { get; } = ["celu"];

    public override string Summary => "x above 0 and elu_alpha · (eˣ − 1) below.";

    public override string ModuleType => "ELU";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [Alpha];

    public override string GainFormula => "1";

    public override bool HasOwnBits => true;

    public override double DefaultGain(OptionValues options) => 1;

    public override ActivationCurve Curve(OptionValues options)
    {
        var alpha = options.Of(Alpha);
        return new(x => x > 0 ? x : alpha * Elementary.ExpMinusOne(x), x => x > 0 ? 1 : alpha * Elementary.Exp(x), [0]);
    }

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) => Layer<T, V, Elu>(site, new(options.Of(Alpha)));

    public override Variable OnTape(Tape tape, Variable x, OptionValues options) => tape.Add(
        tape.Positive(x),
        tape.Scale(options.Of(Alpha), tape.Shift(tape.Exp(tape.Negative(x)), -1)));
}

/// <summary>x above 0, α(eˣ − 1) at and below it (Clevert, Unterthiner and Hochreiter, 2016); the derivative at 0 is α, as in PyTorch.</summary>
internal readonly struct Elu(double alpha) : IActivation
{
    public Elu()
        : this(EluActivation.Alpha.Default)
    {
    }

    public static bool KeepsSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        var above = V.Less(V.Of(0), x);
        var high = LaneFunctions.Exp(-Logistic.Bounded(x), V.Of(0), out var low, out var k);
        slope = V.Select(above, V.Of(1), V.Of(alpha) * V.Scale(high, k));
        if (!V.IsSingle)
            return V.Select(above, x, V.Of(alpha) * V.Map(-V.Abs(x), Elementary.ExpMinusOne));
        var power = V.Scale(V.Of(1), k);
        return V.Select(above, x, V.Of(alpha) * V.Fma(power, (high - V.Of(1)) + low, power - V.Of(1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient * slope;
}
