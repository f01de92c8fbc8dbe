using Sweeps.Engine.Checks;
using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Activations;

/// <summary>The scaled exponential linear unit.</summary>
internal sealed class SeluActivation : EngineActivation
{
    public override string Name => "selu";

    public override string Summary => "λx above 0 and λα(eˣ − 1) below, with λ = 1.0507… and α = 1.6732….";

    public override string ModuleType => "SELU";

    public override string GainFormula => "1";

    public override bool HasPyTorchBits => true;

    public override string PublishedFlatRegions => "x < -2.8668";

    public override double DefaultGain(OptionValues options) => 1;

    public override ActivationCurve Curve(OptionValues options) => new(
        x => x < 0 ? Selu.LambdaAlpha * Elementary.ExpMinusOne(x) : Selu.Lambda * x,
        x => x > 0 ? Selu.Lambda : Selu.LambdaAlpha * Elementary.Exp(x),
        [0]);

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) => Layer<T, V, Selu>(site, new());

    public override Variable OnTape(Tape tape, Variable x, OptionValues options) => tape.Add(
        tape.Scale(Selu.Lambda, tape.Positive(x)),
        tape.Scale(Selu.LambdaAlpha, tape.Shift(tape.Exp(tape.Negative(x)), -1)));
}

/// <summary>λx for x &gt; 0, λα(eˣ − 1) otherwise (Klambauer et al., 2017), with PyTorch's constants and in its order, the kept slope being eˣ.</summary>
/// <remarks>The subtraction cancels near 0, in PyTorch too: the derivative jumps there, and another rounding would train another network.</remarks>
internal readonly struct Selu : IActivation
{
    internal const double Lambda = 1.0507009873554804934193349852946;
    internal const double LambdaAlpha = Lambda * 1.6732632423543772848170429916717;

    public static bool KeepsSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        slope = LaneFunctions.Exp(x);
        return V.Select(V.Less(V.Of(0), x), V.Of(Lambda) * x, V.Of(LambdaAlpha) * (slope - V.Of(1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> =>
        V.Select(V.Less(V.Of(0), y), gradient * V.Of(Lambda), gradient * V.Of(LambdaAlpha) * slope);
}
