using Sweeps.Numerics.Lanes;

namespace Sweeps.Numerics.Functions;

/// <summary>
/// Elementary functions in double precision from additions, multiplications and divisions alone, so that they give the same bits
/// on every machine, which the system's mathematical library does not. Within a few units in the last place.
/// </summary>
public static class Elementary
{
    /// <summary>1/√(2π), the height of the normal density.</summary>
    public const double InverseRootTwoPi = 0.3989422804014327;

    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>The natural logarithm: −∞ at 0, NaN below.</summary>
    public static unsafe double Log(double x)
    {
        double result;
        Lanes1<double>.Store(&result, LaneFunctions.Log(Lanes1<double>.Broadcast(x)));
        return result;
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

    /// <summary>A power with a whole exponent, by squaring.</summary>
    /// <param name="exponent">At least 0.</param>
    public static double Power(double x, int exponent)
    {
        var result = 1.0;
        for (; exponent > 0; exponent >>= 1, x *= x)
            if ((exponent & 1) != 0)
                result *= x;
        return result;
    }

    /// <summary>eˣ − 1, by its power series near 0.</summary>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) > 0.5)
            return Exp(x) - 1;
        var series = 1.0;
        for (var i = 16; i >= 2; i--)
            series = 1 + (series * x / i);
        return x * series;
    }

    /// <summary>tanh x, from e^(2|x|) − 1; ±1 beyond 20.</summary>
    public static double Tanh(double x)
    {
        var magnitude = Math.Abs(x);
        if (magnitude > 20)
            return Math.CopySign(1, x);
        var e = ExpMinusOne(2 * magnitude);
        return Math.CopySign(e / (e + 2), x);
    }

    /// <summary>The error function, 2/√π ∫₀ˣ e^(−t²) dt: its power series for |x| &lt; 1, else from <see cref="NormalTail"/>.</summary>
    public static double Erf(double x) =>
        Math.Abs(x) < 1 ? ErfSeries(x) : Math.CopySign(1 - (2 * NormalTail(Math.Abs(x) * 1.4142135623730951)), x);

    /// <summary>e^(−t²/2).</summary>
    public static double Bell(double t) => ExpOfSquare(t, -0.5);

    /// <summary>1 − Φ(t) for t ≥ 0: the error function's series below 1, Laplace's continued fraction above.</summary>
    public static double NormalTail(double t)
    {
        const int terms = 300;
        if (t < 1)
            return 0.5 - (0.5 * ErfSeries(t * 0.7071067811865476));
        if (double.IsPositiveInfinity(t))
            return 0;

        // What is left out of the fraction is about what solves y = t + terms/y.
        var fraction = (0.5 * t) + Math.Sqrt((0.25 * t * t) + terms);
        for (var k = terms; k >= 1; k--)
            fraction = t + (k / fraction);
        return Bell(t) * InverseRootTwoPi / fraction;
    }

    /// <summary>erf x = 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!!, all terms of one sign.</summary>
    private static double ErfSeries(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; n < 40; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 1.1283791670955126 * ExpOfSquare(x, -1) * sum;
    }

    /// <summary>e^(factor · x²) for a factor of −1 or −½, with what rounding takes from x² put back.</summary>
    private static double ExpOfSquare(double x, double factor)
    {
        var square = x * x;
        return square > 2000 ? 0 : Exp(factor * square) * (1 + (factor * Math.FusedMultiplyAdd(x, x, -square)));
    }

    /// <summary>2ᵏ for −1022 ≤ k ≤ 1023.</summary>
    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);
}
