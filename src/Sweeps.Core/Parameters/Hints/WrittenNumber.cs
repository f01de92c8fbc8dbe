using System.Globalization;
using System.Text.RegularExpressions;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Parameters.Hints;

/// <summary>Numbers as people write them, and YAML does not.</summary>
internal static partial class WrittenNumber
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The end of a message on a text where this type of number must stand.</summary>
    public static string Suggest(ParameterType type, ScalarNode scalar)
    {
        // Where 50 is allowed and more than 100 is not, 50 % is 50.
        var text = type.FromNumber(50) is not null && type.FromNumber(101) is null ? scalar.Text.TrimEnd('%', ' ') : scalar.Text;
        if (Scalars.KindOf(scalar) is not ScalarKind.Text || Of(text) is not { } number)
            return "";
        if (type.Read(new ScalarNode(scalar.Mark, number, IsPlain: true, null), "", new ErrorList()) is null)
            return "";
        return string.Equals(number, scalar.Text, StringComparison.Ordinal) ? $"; in quotes it is a text: write {number}" : $"; write {number}";
    }

    /// <summary>The number that a text means, as it is written in a definition; null if it means none.</summary>
    public static string? Of(string text)
    {
        var written = text.Trim().Replace('\u2212', '-').Replace('\u2013', '-');
        if (Parse(written) is not null)
            return written;
        if (Grouped().IsMatch(written))
            return Grouping().Replace(written, "");
        if (DecimalComma().IsMatch(written))
            return written.Replace(',', '.');
        if (PowerOfTen().Match(written) is { Success: true } power)
            return $"1e{power.Groups["exponent"].Value}";
        return (Scaled(written) ?? Quotient(written)) is { } number ? Wording.Number(number) : null;
    }

    private static double? Scaled(string text)
    {
        if (text.Length < 2 || Parse(text[..^1].TrimEnd()) is not { } number)
            return null;
        return text[^1] switch
        {
            '%' => Exactly(number, 0.01m),
            'k' or 'K' => Exactly(number, 1_000m),
            'M' => Exactly(number, 1_000_000m),
            _ => null,
        };
    }

    private static double? Quotient(string text) =>
        text.Split('/') is [var above, var below] && Parse(above.Trim()) is { } dividend && Parse(below.Trim()) is { } divisor && divisor != 0 ? dividend / divisor : null;

    // 30 % is 0.3, which binary products miss.
    private static double? Exactly(double number, decimal factor) => Math.Abs(number) < 1e12 ? Exact.Double(Exact.Decimal(number) * factor) : null;

    private static double? Parse(string text) =>
        double.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    [GeneratedRegex("^[+-]?([1-9][0-9]{0,2}([_' ,\u00A0\u202F\u2019][0-9]{3})+|[0-9]+(_[0-9]+)+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouped();

    [GeneratedRegex("[_' ,\u00A0\u202F\u2019]", RegexOptions.None, 1000)]
    private static partial Regex Grouping();

    [GeneratedRegex("^[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"^10\s*(\*\*|\^)\s*\(?(?<exponent>[+-]?[0-9]{1,3})\)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PowerOfTen();
}
