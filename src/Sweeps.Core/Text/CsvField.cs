using System.Globalization;

namespace Sweeps.Core.Text;

/// <summary>A value as a field of a CSV file.</summary>
public static class CsvField
{
    /// <summary>Numbers in the shortest form that reads back equal, NaN, inf and -inf, <c>true</c> and <c>false</c>; nothing for null, and <c>""</c> for an empty text.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        "" => "\"\"",
        string text => Texts.Csv(text),
        bool flag => flag ? "true" : "false",
        float number => Number(number, number.ToString(CultureInfo.InvariantCulture)),
        double number => Number(number, number.ToString(CultureInfo.InvariantCulture)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A value of type {value.GetType().Name} has no field.", nameof(value)),
    };

    private static string Number(double value, string finite) => double.IsFinite(value) ? finite : double.IsNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
}
