using Sweeps.Engine.Checks;

namespace Sweeps.Engine.Activations;

/// <summary>No activation: a network with it is linear but for its norms.</summary>
internal sealed class IdentityActivation : EngineActivation
{
    public override string Name => "identity";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["linear", "none", "false", "no", "off", "n", "0", "null", "nothing", "disabled"];

    public override string Summary => "x itself: without norms, a deep linear network.";

    public override string ModuleType => "Identity";

    public override string GainFormula => "1";

    public override bool HasPyTorchBits => true;

    public override double DefaultGain(OptionValues options) => 1;

    public override ActivationCurve Curve(OptionValues options) => new(static x => x, static _ => 1, []);

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) => Layer<T, V, Identity>(site, new());

    public override Variable OnTape(Tape tape, Variable x, OptionValues options) => x;
}

/// <summary>x, and the gradient as it is.</summary>
internal readonly struct Identity : IActivation
{
    public static bool KeepsSlope => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        slope = default;
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient;
}
