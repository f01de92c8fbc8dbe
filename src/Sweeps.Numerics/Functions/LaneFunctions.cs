using System.Runtime.CompilerServices;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Numerics.Functions;

/// <summary>
/// exp, log, erf and the normal distribution's tail as polynomials of our own, the same in every lane width.
/// In float32 within two units in the last place; in float64, which only checks use, through <see cref="Elementary"/>.
/// </summary>
/// <remarks>Coefficients were fitted by reweighted least squares (Lawson) against 40-digit values; each states its relative error.</remarks>
public static class LaneFunctions
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.693145751953125;
    private const double Ln2Low = 1.428606765330187045e-06;
    private const int Lift = 60;
    private const double InverseRootTwoPiLow = -1.1335170080339907e-08;
    private const double ConstantTerm = 0.23436300456523895;
    private const double LinearTerm = 0.371420294046402;
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

    /// <summary>eˣ for x + xLow as (high + low) · 2ᵏ, so that what is made of it can be rounded once.</summary>
    /// <param name="x">From −170 to 88.</param>
    /// <param name="xLow">What rounding took from x; without effect in float64.</param>
    /// <param name="low">What rounding took from the result, which is between 0.7 and 1.42.</param>
    /// <param name="k">A whole number; 0 for |x| below 0.34.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x, V xLow, out V low, out V k)
        where V : unmanaged, ILanes<V>
    {
        if (!V.IsSingle)
        {
            (low, k) = (V.Of(0), V.Of(0));
            return V.Map(x, Elementary.Exp);
        }

        k = V.Round(x * V.Of(Log2E));
        var growth = Growth(V.Fma(k, V.Of(-Ln2High), x) + V.Fma(k, V.Of(-Ln2Low), xLow));
        var high = V.Of(1) + growth;
        low = growth - (high - V.Of(1));
        return high;
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
        var large = V.Of(1) - (V.Of(2) * NormalTail(magnitude * V.Of(1.4142135623730951)));
        return V.CopySign(V.Select(V.Less(magnitude, V.Of(1)), small, large), x);
    }

    /// <summary>1 − Φ(t), the upper tail of the standard normal distribution, for t ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NormalTail<V>(V t)
        where V : unmanaged, ILanes<V>
    {
        // Beyond 14.6 the tail is below half of the smallest denormal; t² must not overflow.
        var tail = NormalTail(V.AtMost(V.Of(V.IsSingle ? 14.6 : 40), t), out _, out _, out _, out var k);
        return V.Scale(tail, k);
    }

    /// <summary>1 − Φ(t) as (tail + tailLow) · 2ᵏ, so that what is made of it can be rounded once.</summary>
    /// <param name="t">From 0 to 14.6, or to 40 in float64.</param>
    /// <param name="tailLow">What rounding took from the tail.</param>
    /// <param name="density">φ(t) = e^(−t²/2)/√(2π) is (density + densityLow) · 2ᵏ.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NormalTail<V>(V t, out V tailLow, out V density, out V densityLow, out V k)
        where V : unmanaged, ILanes<V>
    {
        if (!V.IsSingle)
        {
            k = V.Of(0);
            tailLow = k;
            densityLow = k;
            density = V.Of(Elementary.InverseRootTwoPi) * V.Map(t, Elementary.Bell);
            return V.Map(t, Elementary.NormalTail);
        }

        BellParts(t, out var r, out var curve, out k);
        var ratio = MillsRatio(t, out var ratioLow);
        return NormalTail(r, curve, ratio, ratioLow, out tailLow, out density, out densityLow);
    }

    /// <summary>e^(−t²/2) as (1 + r + curve) · 2ᵏ: the first of the three parts of <see cref="NormalTail{V}(V, out V, out V, out V, out V)"/>, in float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BellParts<V>(V t, out V r, out V curve, out V k)
        where V : unmanaged, ILanes<V>
    {
        // r = −t²/2 − k·ln 2 and its rounding; eʳ − 1 = r + curve.
        var square = t * t;
        var squareLow = V.Fma(t, t, -square);
        k = V.Round(V.Of(-0.5 * Log2E) * square);
        var reduced = V.Fma(k, V.Of(-Ln2High), V.Of(-0.5) * square);
        var reducedLow = V.Fma(k, V.Of(-Ln2Low), V.Of(-0.5) * squareLow);
        r = reduced + reducedLow;
        curve = V.Fma(r * r, Curve(r), (reduced - r) + reducedLow);
    }

    /// <summary>(1 − Φ(t))/e^(−t²/2) as ratio + ratioLow, in float32: the second part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MillsRatio<V>(V t, out V ratioLow)
        where V : unmanaged, ILanes<V>
    {
        // The tail is (1 + growth) · u · p(u − centre) with u = 3.5/(3.5 + t), 9e-9. What rounding does to u is carried along to first order,
        // what it does in the last steps wholly: the constant term has few bits, so that subtracting from it is exact.
        var d = V.Of(3.5) + t;
        var u = V.Of(3.5) / d;
        var lost = (V.Of(3.5) - d) + t;
        var correction = V.Fma(-u, d, V.Of(3.5)) - (u * lost);
        var v = u - V.Of(0.5625);
        var q = V.Fma(v, V.Of(-0.01601608842611313), V.Of(0.021799789741635323));
        q = V.Fma(v, q, V.Of(0.031173795461654663));
        q = V.Fma(v, q, V.Of(-0.04712017998099327));
        q = V.Fma(v, q, V.Of(-0.07925121486186981));
        q = V.Fma(v, q, V.Of(0.05780625715851784));
        q = V.Fma(v, q, V.Of(0.28256508708000183));
        q = V.Fma(v, q, V.Of(0.4119298458099365));
        var slope = V.Of(LinearTerm);
        var curved = V.Fma(v, q, slope);
        var curvedLow = V.Fma(v, q, slope - curved);
        var p = V.Fma(v, curved, V.Of(ConstantTerm));
        var pLow = V.Fma(v, curvedLow, V.Fma(v, curved, V.Of(ConstantTerm) - p));
        pLow = V.Fma(correction * p, V.Fma(u, V.Of(1.8 / 3.5), V.Of(1 / 3.5)), pLow);
        var ratio = u * p;
        ratioLow = V.Fma(u, pLow, V.Fma(u, p, -ratio));
        return ratio;
    }

    /// <summary>The tail, from its other two parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NormalTail<V>(V r, V curve, V ratio, V ratioLow, out V tailLow, out V density, out V densityLow)
        where V : unmanaged, ILanes<V>
    {
        var growth = r + curve;
        density = V.Fma(V.Of(Elementary.InverseRootTwoPi), growth, V.Of(Elementary.InverseRootTwoPi));
        densityLow = V.Fma(V.Of(Elementary.InverseRootTwoPi), growth, V.Of(Elementary.InverseRootTwoPi) - density) + V.Fma(V.Of(InverseRootTwoPiLow), growth, V.Of(InverseRootTwoPiLow));

        var rest = V.Fma(r, ratio, V.Fma(curve, ratio, V.Fma(growth, ratioLow, ratioLow)));
        var tail = ratio + rest;
        tailLow = (ratio - tail) + rest;
        return tail;
    }

    /// <summary>r with |r| ≤ ½ ln 2, where x = k · ln 2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduce<V>(V x, out V k)
        where V : unmanaged, ILanes<V>
    {
        k = V.Round(x * V.Of(Log2E));
        return V.Fma(k, V.Of(-Ln2Low), V.Fma(k, V.Of(-Ln2High), x));
    }

    /// <summary>e^r − 1 for |r| ≤ ½ ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Growth<V>(V r)
        where V : unmanaged, ILanes<V> => V.Fma(r * r, Curve(r), r);

    /// <summary>(e^r − 1 − r)/r² for |r| ≤ ½ ln 2: the polynomial of SLEEF's expf, so that <see cref="Exp{V}(V)"/> has PyTorch's bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Curve<V>(V r)
        where V : unmanaged, ILanes<V>
    {
        var p = V.Fma(r, V.Of(0.000198527617612853646278381), V.Of(0.00139304355252534151077271));
        p = V.Fma(r, p, V.Of(0.00833336077630519866943359));
        p = V.Fma(r, p, V.Of(0.0416664853692054748535156));
        p = V.Fma(r, p, V.Of(0.166666671633720397949219));
        return V.Fma(r, p, V.Of(0.5));
    }
}
