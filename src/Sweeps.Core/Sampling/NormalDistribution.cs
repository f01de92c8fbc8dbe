namespace Sweeps.Core.Sampling;

/// <summary>The standard normal distribution in double precision.</summary>
internal static class NormalDistribution
{
    private const double Far = 8;

    /// <summary>Φ(x), by the series ½ + φ(x)(x + x³/3 + x⁵/15 + …) (Marsaglia 2004), absolute error below 1e-14.</summary>
    public static double Below(double x)
    {
        if (Math.Abs(x) > Far)
            return x > 0 ? 1 : 0;
        var (sum, term) = (x, x);
        for (var n = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); n += 2)
            sum += term *= x * x / n;
        return 0.5 + (sum * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI));
    }
}
