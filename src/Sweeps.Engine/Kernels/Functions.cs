using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweeps.Engine.Kernels.Lanes;

namespace Sweeps.Engine.Kernels;

/// <summary>
/// exp, log, tanh, erf and the normal distribution's tail as polynomials of our own, the same in every lane width.
/// In float32 within two units in the last place; in float64, which only checks use, through <see cref="Elementary"/>.
/// </summary>
/// <remarks>Coefficients were fitted by reweighted least squares (Lawson) against 40-digit values; each states its relative error.</remarks>
internal static class Functions
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.693145751953125;
    private const double Ln2Low = 1.428606765330187045e-06;
    private const int Lift = 60;
    private const double Ln2LowDouble = 0.6931471805599453094 - Ln2High;

    /// <summary>eˣ. Overflows to infinity, underflows through the denormals to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : unmanaged, ILanes<V>
    {
        if (!V.IsSingle)
            return V.Map(x, Elementary.Exp);
        x = V.AtMost(V.Of(89), V.AtLeast(V.Of(-104), x));
        var growth = Growth(Reduce(x, out var k));
        return V.Scale(V.Of(1) + growth, k);
    }

    /// <summary>The natural logarithm: −∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x)
        where V : unmanaged, ILanes<V>
    {
        var tiny = V.Less(x, V.Of(V.IsSingle ? 1.17549435e-38 : 2.2250738585072014e-308));
        var mantissa = V.Split(V.Select(tiny, x * V.Of(1L << Lift), x), out var k);
        k = V.Select(tiny, k - V.Of(Lift), k);
        var log = V.IsSingle ? LogOfSingle(mantissa, k) : LogOfDouble(mantissa, k);
        log = V.Select(V.Less(V.Of(0), x), log, V.Of(double.NaN));
        log = V.Select(V.Less(x, V.Of(double.PositiveInfinity)), log, x);
        return V.Select(V.Less(V.Abs(x), V.Of(V.IsSingle ? float.Epsilon : double.Epsilon)), V.Of(double.NegativeInfinity), log);
    }

    /// <summary>k·ln 2 + 2·artanh((m − 1)/(m + 1)) in pairs of float32 numbers, with the polynomial of SLEEF's logf: PyTorch's bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfSingle<V>(V m, V k)
        where V : unmanaged, ILanes<V>
    {
        var high = V.Of(0.69314718246459960938) * k;
        var low = V.Fma(V.Of(-1.904654323148236017e-09), k, V.Fma(V.Of(0.69314718246459960938), k, -high));
        var numerator = m - V.Of(1);
        var denominator = V.Of(1) + m;
        var rounded = denominator - V.Of(1);
        var denominatorLow = (V.Of(1) - (denominator - rounded)) + (m - rounded);
        var inverse = V.Of(1) / denominator;
        var s = numerator * inverse;
        var residue = V.Fma(-denominatorLow, inverse, V.Fma(-denominator, inverse, V.Of(1)));
        var sLow = V.Fma(s, residue, V.Fma(inverse, numerator, -s));
        var z = s * s;
        var p = V.Fma(V.Fma(V.Of(0.3027294874e+0), z, V.Of(0.3996108174e+0)), z, V.Of(0.6666694880e+0));
        var sum = high + (s + s);
        var sumLow = high - sum + (s + s) + low + (sLow + sLow);
        var term = z * s * p;
        var total = sum + term;
        return total + (sum - total + term + sumLow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfDouble<V>(V m, V k)
        where V : unmanaged, ILanes<V>
    {
        var f = m - V.Of(1);
        var s = f / (V.Of(2) + f);
        var z = s * s;
        // artanh's series, with z ≤ 0.04: what is left out is below 2e-17.
        var r = V.Of(2.0 / 25);
        r = V.Fma(z, V.Fma(z, V.Fma(z, r, V.Of(2.0 / 23)), V.Of(2.0 / 21)), V.Of(2.0 / 19));
        r = V.Fma(z, V.Fma(z, V.Fma(z, r, V.Of(2.0 / 17)), V.Of(2.0 / 15)), V.Of(2.0 / 13));
        r = V.Fma(z, V.Fma(z, V.Fma(z, r, V.Of(2.0 / 11)), V.Of(2.0 / 9)), V.Of(2.0 / 7));
        r = z * V.Fma(z, V.Fma(z, r, V.Of(2.0 / 5)), V.Of(2.0 / 3));
        var half = V.Of(0.5) * f * f;
        return V.Fma(k, V.Of(Ln2High), f - (half - V.Fma(s, half + r, k * V.Of(Ln2LowDouble))));
    }

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : unmanaged, ILanes<V>
    {
        if (!V.IsSingle)
            return V.Map(x, Elementary.Tanh);
        if (typeof(V) == typeof(Lanes512<float>) && WideTanh.IsSupported)
            return Unsafe.BitCast<Vector512<float>, V>(WideTanh.Of(Unsafe.BitCast<V, Vector512<float>>(x)));
        return PairedTanh.Of(x);
    }

    /// <summary>The error function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : unmanaged, ILanes<V>
    {
        if (!V.IsSingle)
            return V.Map(x, Elementary.Erf);
        var magnitude = V.Abs(x);
        var z = x * x;
        // erf(x)/x over x² ≤ 1: 3e-11.
        var p = V.Fma(z, V.Of(-9.64151604e-06), V.Of(0.000112569476));
        p = V.Fma(z, p, V.Of(-0.000848282885));
        p = V.Fma(z, p, V.Of(0.00522094546));
        p = V.Fma(z, p, V.Of(-0.0268654004));
        p = V.Fma(z, p, V.Of(0.112837821));
        p = V.Fma(z, p, V.Of(-0.376126379));
        var small = V.Fma(x * z, p, x * V.Of(0.128379167)) + x;
        var large = V.Of(1) - (V.Of(2) * NormalTail(magnitude * V.Of(1.4142135623730951), out _));
        return V.Select(V.Less(magnitude, V.Of(1)), small, V.CopySign(large, x));
    }

    /// <summary>1 − Φ(t), the upper tail of the standard normal distribution, for t ≥ 0.</summary>
    /// <param name="bell">e^(−t²/2).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NormalTail<V>(V t, out V bell)
        where V : unmanaged, ILanes<V>
    {
        if (!V.IsSingle)
        {
            bell = V.Map(t, Elementary.Bell);
            return V.Map(t, Elementary.NormalTail);
        }

        // Beyond 14.6 both are below the smallest denormal; clamping keeps t² from overflowing.
        t = V.AtMost(V.Of(14.6), t);
        var square = t * t;
        var squareLow = V.Fma(t, t, -square);
        var growth = Growth(Reduce(V.Of(-0.5) * square, out var k) - (V.Of(0.5) * squareLow));
        bell = V.Of(1) + growth;

        // The tail is bell · u · p(u) with u = 3.5/(3.5 + t), 7e-9; what rounding does to u is carried along to first order.
        var d = V.Of(3.5) + t;
        var u = V.Of(3.5) / d;
        var lost = (V.Of(3.5) - d) + t;
        var correction = V.Fma(-u, d, V.Of(3.5)) - (u * lost);
        var p = V.Fma(u, V.Of(-0.016133165), V.Of(0.103404611));
        p = V.Fma(u, p, V.Of(-0.250317931));
        p = V.Fma(u, p, V.Of(0.263625026));
        p = V.Fma(u, p, V.Of(-0.132856309));
        p = V.Fma(u, p, V.Of(0.129388601));
        p = V.Fma(u, p, V.Of(0.0673523769));
        p = V.Fma(u, p, V.Of(0.107865326));
        p = V.Fma(u, p, V.Of(0.11367505));
        p = V.Fma(u, p, V.Of(0.113996424));
        var tail = bell * u * p;
        tail = V.Fma(tail, correction * V.Fma(u, V.Of(1.8 / 3.5), V.Of(1 / 3.5)), tail);
        bell = V.Scale(bell, k);
        return V.Scale(tail, k);
    }

    /// <summary>r with |r| ≤ ½ ln 2, where x = k · ln 2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduce<V>(V x, out V k)
        where V : unmanaged, ILanes<V>
    {
        k = V.Round(x * V.Of(Log2E));
        return V.Fma(k, V.Of(-Ln2Low), V.Fma(k, V.Of(-Ln2High), x));
    }

    /// <summary>e^r − 1 for |r| ≤ ½ ln 2, with the polynomial of SLEEF's expf, so that <see cref="Exp{V}"/> has PyTorch's bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Growth<V>(V r)
        where V : unmanaged, ILanes<V>
    {
        var p = V.Fma(r, V.Of(0.000198527617612853646278381), V.Of(0.00139304355252534151077271));
        p = V.Fma(r, p, V.Of(0.00833336077630519866943359));
        p = V.Fma(r, p, V.Of(0.0416664853692054748535156));
        p = V.Fma(r, p, V.Of(0.166666671633720397949219));
        p = V.Fma(r, p, V.Of(0.5));
        return V.Fma(r * r, p, r);
    }
}
