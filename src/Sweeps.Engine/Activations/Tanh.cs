using Sweeps.Engine.Checks;
using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Activations;

/// <summary>The hyperbolic tangent.</summary>
internal sealed class TanhActivation : EngineActivation
{
    public override string Name => "tanh";

    public override string Summary => "The hyperbolic tangent.";

    public override IReadOnlyList<string> NearestOf { get; } = ["softsign", "logsigmoid", "arctan", "erf", "sin", "sine"];

    public override string ModuleType => "Tanh";

    public override string GainFormula => "5/3";

    public override bool HasOwnBits => true;

    public override bool HasPyTorchBits => true;

    public override string PublishedFlatRegions => "|x| > 1.8183";

    public override double DefaultGain(OptionValues options) => 5.0 / 3;

    public override ActivationCurve Curve(OptionValues options) => new(Elementary.Tanh, Derivative, [0]);

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) =>
        site.Arithmetic == ArithmeticKind.PyTorch ? Layer<T, V, PyTorchTanh>(site, new()) : Layer<T, V, Tanh>(site, new());

    public override Variable OnTape(Tape tape, Variable x, OptionValues options) => tape.Tanh(x);

    // 1 − tanh² = 4e / (1 + e)² with e = exp(−2|x|), which does not cancel.
    private static double Derivative(double x)
    {
        var e = Elementary.Exp(-2 * Math.Abs(x));
        return 4 * e / ((1 + e) * (1 + e));
    }
}

/// <summary>tanh x; its derivative is 1 − y².</summary>
internal readonly struct Tanh() : IActivation
{
    private readonly PieceTanh _tanh = new();

    public static bool KeepsSlope => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        slope = default;
        return _tanh.Of(x);
    }

    public static unsafe bool TryForward<T, V>(T* x, T* y, T* slope, int count)
        where T : unmanaged
        where V : unmanaged, ILanes<V, T>
    {
        if (typeof(V) != typeof(Lanes256<float>) || !PlaneTanh.IsSupported)
            return false;
        PlaneTanh.Run((float*)x, (float*)y, count);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient * V.Fma(-y, y, V.Of(1));
}

/// <summary>tanh x with PyTorch's bits; its derivative is 1 − y².</summary>
internal readonly struct PyTorchTanh : IActivation
{
    public static bool KeepsSlope => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        slope = default;
        return SleefTanh.Of(x);
    }

    public static unsafe bool TryForward<T, V>(T* x, T* y, T* slope, int count)
        where T : unmanaged
        where V : unmanaged, ILanes<V, T>
    {
        if (typeof(V) != typeof(Lanes512<float>) || !WideTanh.IsSupported)
            return false;
        WideTanh.Run((float*)x, (float*)y, count);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => Tanh.Backward(gradient, y, slope);
}
