using Sweeps.Numerics.Functions;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>The functions of Student's t distribution that intervals of means need.</summary>
internal static class StudentT
{
    /// <summary>The quantile t with P(T ≤ t) = <paramref name="probability"/>.</summary>
    /// <param name="probability">Above a half, below one.</param>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    public static double Quantile(double probability, int degrees)
    {
        double low = 0;
        double high = 1;
        while (Cumulative(high, degrees) < probability)
            high *= 2;
        // Bisection to the last bit is safe and short, and fast enough: it runs once per number of replicates.
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
                return high;
            if (Cumulative(middle, degrees) < probability)
                low = middle;
            else
                high = middle;
        }
    }

    /// <summary>P(T ≤ t) for t ≥ 0: 1 − ½·I_x(ν/2, ½) with x = ν/(ν + t²) (Abramowitz and Stegun 26.7.1).</summary>
    /// <param name="degrees">Degrees of freedom, above 0; Welch's test has a number that is not whole.</param>
    public static double Cumulative(double t, double degrees)
    {
        var x = degrees / (degrees + (t * t));
        return 1 - (0.5 * IncompleteBeta(x, degrees / 2, 0.5));
    }

    /// <summary>The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22, modified Lentz).</summary>
    private static double IncompleteBeta(double x, double a, double b)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;
        var front = Elementary.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Elementary.Log(x)) + (b * Elementary.Log(1 - x)));
        return x < (a + 1) / (a + b + 2)
            ? front * Fraction(x, a, b) / a
            : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    private static double Fraction(double x, double a, double b)
    {
        const double Tiny = 1e-300;
        const int Terms = 500;
        var c = 1.0;
        var d = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        var value = d;
        for (var m = 1; m <= Terms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            var factor = d * c;
            value *= factor;
            if (Math.Abs(factor - 1) < 1e-16)
                break;
        }

        return value;

        static double NotZero(double number) => Math.Abs(number) < Tiny ? Tiny : number;
    }

    /// <summary>ln Γ(z) for z &gt; 0, by Stirling's series above 10 (DLMF 5.11.1) and the recurrence below.</summary>
    private static double LogGamma(double z)
    {
        var shift = 0.0;
        for (; z < 10; z++)
            shift -= Elementary.Log(z);
        var inverse = 1 / (z * z);
        var series = ((((((((1.0 / 1188) * inverse) - (1.0 / 1680)) * inverse) + (1.0 / 1260)) * inverse) - (1.0 / 360)) * inverse) + (1.0 / 12);
        return shift + ((z - 0.5) * Elementary.Log(z)) - z + (0.5 * Elementary.Log(2 * Math.PI)) + (series / z);
    }
}
