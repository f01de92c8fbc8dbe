using System.Globalization;

namespace Sweeps.Core.Text;

/// <summary>Numbers for people to read: four significant digits. Files and exports have the exact numbers.</summary>
public static class ShortNumber
{
    private const double Least = 1e-3;
    private const double Most = 1e6;

    /// <summary>A number with four significant digits: <c>2.107</c>, <c>1.2e-5</c>; whole numbers below ten million are written in full.</summary>
    public static string Of(double value)
    {
        if (double.IsInteger(value) && Math.Abs(value) < 1e7)
            return (value + 0.0).ToString("F0", CultureInfo.InvariantCulture);
        var size = Math.Abs(value);
        if (!double.IsFinite(value))
            return value.ToString(CultureInfo.InvariantCulture);
        return size is < Least or >= Most
            ? value.ToString("0.###e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal)
            : value.ToString("G4", CultureInfo.InvariantCulture) is var text && text.Contains('E', StringComparison.Ordinal)
                ? Math.Round(value).ToString("F0", CultureInfo.InvariantCulture)
                : text;
    }
}
