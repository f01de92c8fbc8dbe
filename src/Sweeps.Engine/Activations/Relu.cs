using Sweeps.Engine.Checks;

namespace Sweeps.Engine.Activations;

/// <summary>The rectifier.</summary>
internal sealed class ReluActivation : EngineActivation
{
    public override string Name => "relu";

    public override string Summary => "max(x, 0).";

    public override IReadOnlyList<string> NearestOf { get; } = ["relu6", "threshold"];

    public override string ModuleType => "ReLU";

    public override string GainFormula => "√2";

    public override bool HasPyTorchBits => true;

    public override string PublishedFlatRegions => "x < 0.0";

    public override double DefaultGain(OptionValues options) => Math.Sqrt(2);

    public override ActivationCurve Curve(OptionValues options) => new(x => x < 0 ? 0 : x, x => x > 0 ? 1 : 0, [0]);

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) => Layer<T, V, Relu>(site, new());

    public override Variable OnTape(Tape tape, Variable x, OptionValues options) => tape.Positive(x);
}

/// <summary>max(x, 0); what is not a number stays so, and the derivative at 0 is 0, as in PyTorch.</summary>
internal readonly struct Relu : IActivation
{
    public static bool KeepsSlope => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        slope = default;
        return V.Select(V.Less(x, V.Of(0)), V.Of(0), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => V.Select(V.Less(V.Of(0), y), gradient, V.Of(0));
}
