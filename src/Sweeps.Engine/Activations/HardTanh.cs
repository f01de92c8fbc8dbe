using Sweeps.Engine.Checks;

namespace Sweeps.Engine.Activations;

/// <summary>The identity between −1 and 1, as torch.nn.Hardtanh() with its defaults.</summary>
internal sealed class HardTanhActivation : EngineActivation
{
    public override string Name => "hardtanh";

    public override IReadOnlyList<string> NearestOf { get; } = ["clamp", "clip"];

    public override string Summary => "x between −1 and 1, and the nearer of the two beyond them.";

    public override string ModuleType => "Hardtanh";

    public override string GainFormula => "5/3";

    public override bool HasPyTorchBits => true;

    public override double DefaultGain(OptionValues options) => 5.0 / 3;

    public override ActivationCurve Curve(OptionValues options) => new(x => Math.Clamp(x, -1, 1), x => x > -1 && x < 1 ? 1 : 0, [-1, 1]);

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) => Layer<T, V, HardTanh>(site, new());

    public override Variable OnTape(Tape tape, Variable x, OptionValues options) =>
        tape.Shift(tape.Subtract(tape.Positive(tape.Shift(x, 1)), tape.Positive(tape.Shift(x, -1))), -1);
}

/// <summary>max(−1, min(1, x)); what is not a number stays so, and the derivative at −1 and 1 is 0, as in PyTorch.</summary>
internal readonly struct HardTanh : IActivation
{
    public static bool KeepsSlope => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        slope = default;
        return V.AtMost(V.Of(1), V.AtLeast(V.Of(-1), x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => V.Select(V.Less(V.Abs(y), V.Of(1)), gradient, V.Of(0));
}
