using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Activations;

/// <summary>What activations make of σ(v) = 1/(1 + e^(−v)), from e^(−|v|), with what rounding takes carried along, so that results are rounded once.</summary>
internal static class Logistic
{
    /// <summary>Where the products below are less than half of the smallest denormal number.</summary>
    private const double Largest = 110;

    /// <summary>|x|, bounded to where <see cref="Sigmoid"/> and e^(−|x|) · |x| still differ from 0; not a number where x is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Bounded<V>(V x)
        where V : unmanaged, ILanes<V> => V.AtMost(V.Of(V.IsSingle ? Largest : 700), V.Abs(x));

    /// <summary>σ(x) and σ′(x) = σ(x)·(1 − σ(x)), neither of which cancels on either side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        var high = LaneFunctions.Exp(-Bounded(x), V.Of(0), out var low, out var k);
        var inverse = Inverse(high, low, k, out var inverseLow, out _, out _);
        var share = Product(high, low, inverse, inverseLow, out var shareLow);
        var squared = Product(share, shareLow, inverse, inverseLow, out var squaredLow);
        slope = V.Scale(squared + squaredLow, k);
        return V.Select(V.Less(x, V.Of(0)), V.Scale(share + shareLow, k), inverse + inverseLow);
    }

    /// <summary>x · σ(v) and its derivative, for an odd and increasing v of x.</summary>
    /// <param name="t">|x|.</param>
    /// <param name="v">v(t), at most 120.</param>
    /// <param name="vLow">What rounding took from it.</param>
    /// <param name="rise">t · v′(t).</param>
    /// <param name="riseLow">What rounding took from it.</param>
    /// <remarks>With f(−t) = −t·e/(1 + e) and e = e^(−v) the function is x + f(−x) above 0, and its derivatives at t and −t add up to 1.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gate<V>(V x, V t, V v, V vLow, V rise, V riseLow, out V slope)
        where V : unmanaged, ILanes<V>
    {
        var negative = V.Less(x, V.Of(0));
        var high = LaneFunctions.Exp(-v, -vLow, out var low, out var k);
        var inverse = Inverse(high, low, k, out var inverseLow, out var sum, out var sumLow);
        var share = Product(high, low, inverse, inverseLow, out var shareLow);
        var lost = V.Scale(V.Fma(t, share, t * shareLow), k);
        // f′(−t) = e/(1 + e)² · (1 + e − t·v′(t)), whose last factor is exact where it is near 0.
        var squared = Product(share, shareLow, inverse, inverseLow, out var squaredLow);
        var lowSlope = V.Scale(TimesDifference(squared, squaredLow, sum, sumLow, rise, riseLow), k);
        slope = V.Select(negative, lowSlope, V.Of(1) - lowSlope);
        return V.Select(negative, -lost, x - lost);
    }

    /// <summary>1/(1 + e) for e = (high + low) · 2ᵏ, at most 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Inverse<V>(V high, V low, V k, out V inverseLow, out V sum, out V sumLow)
        where V : unmanaged, ILanes<V>
    {
        var e = V.Scale(high, k);
        sum = V.Of(1) + e;
        sumLow = (e - (sum - V.Of(1))) + V.Scale(low, k);
        var inverse = V.Of(1) / sum;
        inverseLow = inverse * V.Fma(-inverse, sumLow, V.Fma(-inverse, sum, V.Of(1)));
        return inverse;
    }

    /// <summary>(factor + factorLow) · ((a + aLow) − (b + bLow)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V TimesDifference<V>(V factor, V factorLow, V a, V aLow, V b, V bLow)
        where V : unmanaged, ILanes<V>
    {
        var difference = a - b;
        var taken = difference - a;
        var rest = ((a - (difference - taken)) - (b + taken)) + (aLow - bLow);
        return V.Fma(factor, difference, V.Fma(factor, rest, factorLow * difference));
    }

    /// <summary>(a + aLow) · (b + bLow).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Product<V>(V a, V aLow, V b, V bLow, out V low)
        where V : unmanaged, ILanes<V>
    {
        var product = a * b;
        low = V.Fma(a, b, -product) + V.Fma(aLow, b, a * bLow);
        return product;
    }
}
