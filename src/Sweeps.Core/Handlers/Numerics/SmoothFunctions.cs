namespace Sweeps.Core.Handlers.Numerics;

/// <summary>exp and the normal distribution from +, −, × and ÷ alone, so that every machine gets the same bits. For bounds found once, not for loops.</summary>
internal static class SmoothFunctions
{
    private const double InverseSqrtTwoPi = 0.3989422804014327;

    /// <summary>e^x for |x| ≤ 700 to 1e-12 of its value: Taylor on x / 2^k with x / 2^k ≤ 2⁻⁴, then k squarings.</summary>
    public static double Exp(double x)
    {
        if (x < -700)
            return 0;
        if (x < 0)
            return 1 / Exp(-x);
        var halvings = 0;
        for (; x > 0.0625; halvings++)
            x /= 2;
        var (term, sum) = (1.0, 0.0);
        for (var n = 1; n <= 12; n++)
        {
            term *= x / n;
            sum += term;
        }

        // On e^x − 1, so that squaring does not lose what lies behind the 1.
        for (; halvings > 0; halvings--)
            sum = (2 * sum) + (sum * sum);
        return 1 + sum;
    }

    /// <summary>φ(x) = e^(−x²/2) / √(2π).</summary>
    public static double NormalDensity(double x) => InverseSqrtTwoPi * Exp(-x * x / 2);

    /// <summary>Φ(x): a series of positive terms near 0, Laplace's continued fraction in the tails.</summary>
    public static double NormalDistribution(double x)
    {
        if (x > 0)
            return 1 - NormalDistribution(-x);
        if (x < -3)
            return NormalDensity(x) / Tail(-x);
        var (term, sum) = (-x, -x);
        for (var n = 3; n < 80; n += 2)
        {
            term *= x * x / n;
            sum += term;
        }

        return 0.5 - (NormalDensity(x) * sum);
    }

    private static double Tail(double x)
    {
        var fraction = x;
        for (var n = 100; n > 0; n--)
            fraction = x + (n / fraction);
        return fraction;
    }
}
