using System.Globalization;

namespace Sweeps.Core.Text;

/// <summary>Numbers as they are written. The framework's own conversions between double and decimal round to 15 digits, or not correctly.</summary>
internal static class Exact
{
    /// <summary>The shortest decimal number that reads back as this double; it must be below 7.9e28.</summary>
    public static decimal Decimal(double value) =>
        decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The double nearest to this decimal number.</summary>
    public static double Double(decimal value) =>
        double.Parse(value.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
