using Sweeps.Engine.Checks;
using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Activations;

/// <summary>The Gaussian error linear unit, in its error-function form.</summary>
internal sealed class GeluActivation : EngineActivation
{
    private static readonly double s_sqrt2 = Math.Sqrt(2);

    public override string Name => "gelu";

    public override string Summary => "x · Φ(x) with the normal distribution's Φ, in its error-function form.";

    public override IReadOnlyList<string> NearestOf { get; } = ["quick_gelu", "geglu"];

    public override string ModuleType => "GELU";

    public override string GainFormula => "√2";

    public override bool HasOwnBits => true;

    public override bool HasPyTorchBits => true;

    public override string PublishedFlatRegions => "x < -1.8611 or -1.0775 < x < -0.5534";

    public override double DefaultGain(OptionValues options) => s_sqrt2;

    public override ActivationCurve Curve(OptionValues options) => new(
        x => x * Below(x),
        x => Below(x) + (x * Elementary.InverseRootTwoPi * Elementary.Bell(x)),
        [-s_sqrt2, s_sqrt2]);

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) =>
        site.Arithmetic == ArithmeticKind.PyTorch ? Layer<T, V, PyTorchGelu>(site, new()) : Layer<T, V, Gelu>(site, new());

    public override Variable OnTape(Tape tape, Variable x, OptionValues options) =>
        tape.Multiply(x, tape.Scale(0.5, tape.Shift(tape.Erf(tape.Scale(Math.Sqrt(0.5), x)), 1)));

    /// <summary>Φ.</summary>
    private static double Below(double x) => x > 0 ? 1 - Elementary.NormalTail(x) : Elementary.NormalTail(-x);
}

/// <summary>x · Φ(x), the error-function form (Hendrycks and Gimpel, 2016); its derivative is Φ(x) + x · φ(x).</summary>
/// <remarks>Both come from the tail on x's own side, so nothing cancels for large negative x but where the derivative is 0.</remarks>
internal readonly struct Gelu : IActivation
{
    /// <summary>Numbers of a pass.</summary>
    private const int Chunk = 256;

    public static bool KeepsSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        var t = Magnitude(x);
        var tail = LaneFunctions.NormalTail(t, out var tailLow, out var density, out var densityLow, out var k);
        return Value(x, t, tail, tailLow, density, densityLow, k, out slope);
    }

    /// <summary>In three passes over numbers that stay in the first-level cache: one long chain of operations would fill the processor's queues with operations that wait for it.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe bool TryForward<T, V>(T* x, T* y, T* slope, int count)
        where T : unmanaged
        where V : unmanaged, ILanes<V, T>
    {
        if (!V.IsSingle || V.Count == 1)
            return false;
        var powers = stackalloc T[Chunk];
        var curves = stackalloc T[Chunk];
        var ratiosLow = stackalloc T[Chunk];
        for (; count > 0; count -= Chunk, x += Chunk, y += Chunk, slope += Chunk)
        {
            var numbers = Math.Min(count, Chunk);
            for (var i = 0; i < numbers; i += V.Count)
            {
                LaneFunctions.BellParts(Magnitude(V.Load(x + i)), out var r, out var curve, out var k);
                V.Store(y + i, r);
                V.Store(curves + i, curve);
                V.Store(powers + i, k);
            }

            for (var i = 0; i < numbers; i += V.Count)
            {
                V.Store(slope + i, LaneFunctions.MillsRatio(Magnitude(V.Load(x + i)), out var ratioLow));
                V.Store(ratiosLow + i, ratioLow);
            }

            for (var i = 0; i < numbers; i += V.Count)
            {
                var number = V.Load(x + i);
                var tail = LaneFunctions.NormalTail(
                    V.Load(y + i), V.Load(curves + i), V.Load(slope + i), V.Load(ratiosLow + i), out var tailLow, out var density, out var densityLow);
                V.Store(y + i, Value(number, Magnitude(number), tail, tailLow, density, densityLow, V.Load(powers + i), out var kept));
                V.Store(slope + i, kept);
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Magnitude<V>(V x)
        where V : unmanaged, ILanes<V> => V.AtMost(V.Of(V.IsSingle ? 14.6 : 40), V.Abs(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Value<V>(V x, V t, V tail, V tailLow, V density, V densityLow, V k, out V slope)
        where V : unmanaged, ILanes<V>
    {
        // f(−t) = −t·tail, f(t) = t − t·tail, and f′(−t) + f′(t) = 1.
        var negative = V.Less(x, V.Of(0));
        var lowSlope = V.Scale(V.Fma(-t, density, tail) + V.Fma(-t, densityLow, tailLow), k);
        slope = V.Select(negative, lowSlope, V.Of(1) - lowSlope);
        var lost = V.Scale(V.Fma(t, tail, t * tailLow), k);
        return V.Select(negative, -lost, x - lost);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => gradient * slope;
}

/// <summary>
/// x · Φ(x) and its derivative with PyTorch's bits: those of oneDNN 2.6, which has the error function from Abramowitz and Stegun, 7.1.26,
/// 1 − t·(a₁ + a₂t + … + a₅t⁴)·e^(−r²) with r = x/√2 and t = 1/(1 + p|r|), and loses the tail to the subtraction.
/// </summary>
/// <remarks>In float64, which only checks use, the function itself.</remarks>
internal readonly struct PyTorchGelu : IActivation
{
    private const double LeastExponent = -87.3365478515625;

    public static bool KeepsSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        if (!V.IsSingle)
            return new Gelu().Value(x, out slope);
        var r = x * V.Of(0.70710677);
        var t = V.Of(1) / V.Fma(V.Of(0.3275911), V.Abs(r), V.Of(1));
        var bell = Exp(-(r * r));
        var p = V.Fma(V.Of(1.061405429), t, V.Of(-1.453152027));
        p = V.Fma(p, t, V.Of(1.421413741));
        p = V.Fma(p, t, V.Of(-0.284496736));
        p = V.Fma(p, t, V.Of(0.254829592));
        // Near 0 the difference may be below 0, and so the error function of the other sign.
        var erf = V.CopySign(V.Of(1), x) * V.Fma(-bell * t, p, V.Of(1));
        slope = V.Fma(erf, V.Of(0.5), (r * V.Of(0.56418955) * bell) + V.Of(0.5));
        var half = x * V.Of(0.5);
        return V.Fma(erf, half, half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> => Gelu.Backward(gradient, y, slope);

    /// <summary>eˣ for x ≤ 0, 0 where it would be denormal, by oneDNN's polynomial.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Exp<V>(V x)
        where V : unmanaged, ILanes<V>
    {
        var bounded = V.AtLeast(V.Of(LeastExponent), x);
        var k = Floor((bounded * V.Of(1.442695)) + V.Of(0.5));
        var r = V.Fma(-k, V.Of(0.6931472), bounded);
        var p = V.Fma(V.Of(0.00828929059), r, V.Of(0.0418978221));
        p = V.Fma(p, r, V.Of(0.166676521));
        p = V.Fma(p, r, V.Of(0.499991506));
        p = V.Fma(p, r, V.Of(0.999999701));
        p = V.Fma(p, r, V.Of(1));
        return V.Select(V.Less(x, V.Of(LeastExponent)), V.Of(0), V.Scale(p, k));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Floor<V>(V value)
        where V : unmanaged, ILanes<V>
    {
        var nearest = V.Round(value);
        return V.Select(V.Less(value, nearest), nearest - V.Of(1), nearest);
    }
}
