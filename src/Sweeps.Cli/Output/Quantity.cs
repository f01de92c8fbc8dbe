using System.Globalization;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Output;

/// <summary>Amounts as people read them, the same in every culture.</summary>
internal static class Quantity
{
    private const double BytesPerUnit = 1000;
    private const double LargestPlainLoss = 1e5;
    private static readonly string[] s_units = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary><c>0.4 s</c>, <c>12 s</c>, <c>3 min 20 s</c>, <c>2 h 05 min</c>, <c>3 d 4 h</c>.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds > TimeSpan.MaxValue.TotalSeconds / 2)
            return "for ever";
        seconds = Math.Max(0, seconds);
        if (seconds < 9.95)
            return string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");
        var whole = (long)Math.Round(seconds);
        return whole switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{whole} s"),
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{whole / 60} min {whole % 60:00} s"),
            < 86400 => string.Create(CultureInfo.InvariantCulture, $"{whole / 3600} h {whole / 60 % 60:00} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{whole / 86400} d {whole / 3600 % 24} h"),
        };
    }

    /// <summary><c>1.5 MB</c>, in powers of 1000.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (bytes >= BytesPerUnit && unit < s_units.Length - 1)
            (bytes, unit) = (bytes / BytesPerUnit, unit + 1);
        return bytes < 10 && unit > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes:0.0} {s_units[unit]}")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes:0} {s_units[unit]}");
    }

    /// <summary><c>1,000,000</c></summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 run</c>, <c>2 runs</c>.</summary>
    public static string Of(long count, string noun) => count == 1 ? $"1 {noun}" : $"{Count(count)} {noun}s";

    /// <summary>A loss as progress shows it; one that exploded in powers of ten.</summary>
    public static string Loss(double? loss) => loss is { } value && double.IsFinite(value)
        ? value.ToString(Math.Abs(value) < LargestPlainLoss ? "0.0000" : "0.000e+00", CultureInfo.InvariantCulture)
        : "–";

    /// <summary>So many in a second: <c>2.4</c>, <c>1,200</c>.</summary>
    public static string Rate(double rate) => rate < 9.95 ? rate.ToString("0.0", CultureInfo.InvariantCulture) : Count((long)Math.Round(rate));

    /// <summary>A value of a table: numbers in their shortest form, nothing for null.</summary>
    public static string Value(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        float number => number.ToString("G6", CultureInfo.InvariantCulture),
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        _ => Texts.Plain(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };
}
