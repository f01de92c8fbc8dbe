using System.Globalization;

namespace Sweeps.Core.Axes;

/// <summary>Logarithms and powers of ten in decimal arithmetic. The results of log and pow differ in the last place between systems, but the identity of a run must be the same on all of them.</summary>
internal static class Logarithms
{
    private const decimal Ln10 = 2.302585092994045684017991454684m;
    private static readonly decimal Root = 3.1622776601683793319988935444327m;

    /// <summary>The decimal logarithm of a positive number, to about 25 digits.</summary>
    public static decimal Log10(double value)
    {
        var written = value.ToString("E16", CultureInfo.InvariantCulture);
        var e = written.IndexOf('E', StringComparison.Ordinal);
        var mantissa = decimal.Parse(written[..e], CultureInfo.InvariantCulture);
        var exponent = int.Parse(written[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent + (Ln(mantissa) / Ln10);
    }

    /// <summary>Ten to the power of <paramref name="exponent"/>, rounded to 15 digits.</summary>
    public static double Power10(decimal exponent)
    {
        var whole = decimal.Floor(exponent);
        var mantissa = Exp((exponent - whole) * Ln10);
        return double.Parse(string.Create(CultureInfo.InvariantCulture, $"{decimal.Round(mantissa, 14)}E{whole}"), CultureInfo.InvariantCulture);
    }

    // A number from 1 to 10 is scaled to the range from 1/√10 to √10, where the series of 2·artanh((x - 1)/(x + 1)) converges in about 50 terms.
    private static decimal Ln(decimal x)
    {
        var shift = 0m;
        if (x > Root)
            (x, shift) = (x / 10, Ln10);
        var ratio = (x - 1) / (x + 1);
        var square = ratio * ratio;
        var (sum, power) = (0m, ratio);
        for (var n = 1; power != 0; n += 2)
        {
            sum += power / n;
            power *= square;
        }

        return (2 * sum) + shift;
    }

    private static decimal Exp(decimal x)
    {
        var (sum, term) = (1m, 1m);
        for (var n = 1; term != 0; n++)
        {
            term = term * x / n;
            sum += term;
        }

        return sum;
    }
}
