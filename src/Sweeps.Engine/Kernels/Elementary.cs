namespace Sweeps.Engine.Kernels;

/// <summary>
/// Elementary functions in double precision from additions, multiplications and divisions alone, so that they give the same bits
/// on every machine, which the system's mathematical library does not. Within a few units in the last place.
/// </summary>
public static class Elementary
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>The natural logarithm: exponent and mantissa apart, then 2·artanh((m − 1)/(m + 1)) as its power series.</summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0)
            return double.NaN;
        if (x == 0)
            return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x))
            return x;
        var exponent = 0;
        if (!double.IsNormal(x))
        {
            x *= 1L << 54;
            exponent = -54;
        }

        var bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        var f = mantissa - 1;
        var s = f / (2 + f);
        var z = s * s;
        // 2 · (1/3 + z/5 + … + z¹⁰/23); z ≤ 0.0295, so the first term left out is below 2⁻⁶⁰ of the first.
        var series = 2.0 / 23;
        for (var k = 21; k >= 3; k -= 2)
            series = (series * z) + (2.0 / k);
        return (exponent * Ln2High) + ((2 * s) + (s * z * series) + (exponent * Ln2Low));
    }

    /// <summary>eˣ: x = k·ln 2 + r, then the power series of eʳ.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x > 709.8)
            return double.PositiveInfinity;
        if (x < -745.2)
            return 0;
        var k = Math.Floor((x * 1.4426950408889634) + 0.5);
        var r = x - (k * Ln2High) - (k * Ln2Low);
        var series = 1.0;
        for (var i = 14; i >= 1; i--)
            series = 1 + (series * r / i);
        var half = (int)k / 2;
        return series * PowerOfTwo(half) * PowerOfTwo((int)k - half);
    }

    /// <summary>Sine and cosine of 2π·turns for turns in [0, 1], reduced without rounding.</summary>
    public static (double Sin, double Cos) SinCosTurns(double turns)
    {
        var quarter = (int)Math.Floor((turns * 4) + 0.5);
        var angle = (turns - (quarter * 0.25)) * (2 * Math.PI);
        var z = angle * angle;
        var sin = 1.0;
        for (var k = 19; k >= 3; k -= 2)
            sin = 1 - (sin * z / (k * (k - 1)));
        sin *= angle;
        var cos = 1.0;
        for (var k = 20; k >= 2; k -= 2)
            cos = 1 - (cos * z / (k * (k - 1)));
        return (quarter & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    /// <summary>2ᵏ for −1022 ≤ k ≤ 1023.</summary>
    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);
}
