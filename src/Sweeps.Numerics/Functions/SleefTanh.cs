using System.Runtime.CompilerServices;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Numerics.Functions;

/// <summary>
/// tanh in float32 with PyTorch's bits: (eʸ − e⁻ʸ)/(eʸ + e⁻ʸ), y = |x|, in pairs of float32 numbers, each operation and the polynomial
/// as in SLEEF's tanhf of one unit in the last place, which ATen's vectors call.
/// </summary>
public static class SleefTanh
{
    /// <summary>ln 2 = <see cref="Ln2High"/> + <see cref="Ln2Low"/>, as SLEEF splits it: the product of this part and a small integer is exact.</summary>
    public const float Ln2High = 0.693145751953125f;
    /// <inheritdoc cref="Ln2High"/>
    public const float Ln2Low = 1.428606765330187045e-06f;

    /// <summary>The polynomial's coefficient of the cube.</summary>
    public const float Cubic = 0.166666659414234244790680580464f;

    /// <summary>From here on it rounds to ±1.</summary>
    public const float Saturation = 8.664339742f;

    /// <summary>tanh of each lane; in float64 lanes that of <see cref="Elementary.Tanh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : unmanaged, ILanes<V>
    {
        if (!V.IsSingle)
            return V.Map(x, Elementary.Tanh);
        var magnitude = V.Abs(x);
        // What lies beyond saturation is replaced at the end; bounding it keeps powers of two in range.
        var power = Exp(V.AtMost(V.Of(9), magnitude), out var powerLow);
        var inverse = V.Of(1) / power;
        var inverseLow = inverse * V.Fma(-powerLow, inverse, V.Fma(-power, inverse, V.Of(1)));

        var n = power - inverse;
        var nLow = power - n - inverse + powerLow - inverseLow;
        var d = power + inverse;
        var dLow = power - d + inverse + powerLow + inverseLow;

        var t = V.Of(1) / d;
        var quotient = n * t;
        var lost = V.Fma(t, n, -quotient);
        var correction = V.Fma(-dLow, t, V.Fma(-d, t, V.Of(1)));
        var result = quotient + V.Fma(quotient, correction, V.Fma(nLow, t, lost));
        return V.CopySign(V.Select(V.Less(V.Of(Saturation), magnitude), V.Of(1), result), x);
    }

    /// <summary>eˣ for x from 0 to 9 as the sum of two numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Exp<V>(V x, out V low)
        where V : unmanaged, ILanes<V>
    {
        var k = V.Round(x * V.Of(1.4426950408889634));
        var s = Add(x, V.Of(0), k * V.Of(-Ln2High), out var sLow);
        s = Add(s, sLow, k * V.Of(-Ln2Low), out sLow);

        var u = V.Fma(V.Of(0.1980960224e-3), s, V.Of(0.1394256484e-2));
        u = V.Fma(u, s, V.Of(0.8333456703e-2));
        u = V.Fma(u, s, V.Of(0.4166637361e-1));

        var product = s * u;
        var t = Add(product, V.Fma(sLow, u, V.Fma(s, u, -product)), V.Of(Cubic), out var tLow);
        t = Add(Multiply(s, sLow, t, tLow, out var half), half, V.Of(0.5), out tLow);
        var square = s * s;
        var squareLow = V.Fma(s + s, sLow, V.Fma(s, s, -square));
        var quadratic = Multiply(square, squareLow, t, tLow, out var quadraticLow);
        var sum = s + quadratic;
        var v = sum - s;
        tLow = s - (sum - v) + (quadratic - v) + (sLow + quadraticLow);

        var result = V.Of(1) + sum;
        low = V.Scale(V.Of(1) - result + sum + tLow, k);
        return V.Scale(result, k);
    }

    /// <summary>A pair and a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Add<V>(V high, V low, V y, out V resultLow)
        where V : unmanaged, ILanes<V>
    {
        var sum = high + y;
        var v = sum - high;
        resultLow = high - (sum - v) + (y - v) + low;
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Multiply<V>(V a, V aLow, V b, V bLow, out V low)
        where V : unmanaged, ILanes<V>
    {
        var product = a * b;
        low = V.Fma(a, bLow, V.Fma(aLow, b, V.Fma(a, b, -product)));
        return product;
    }
}
