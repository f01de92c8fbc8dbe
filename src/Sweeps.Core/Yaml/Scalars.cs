using System.Globalization;

namespace Sweeps.Core.Yaml;

internal enum ScalarKind
{
    Null,
    Boolean,
    Integer,
    Float,
    Text,
}

/// <summary>What plain scalars mean: the core schema of YAML 1.2.2 (10.3.2), so <c>yes</c> and <c>1_000</c> are texts.</summary>
internal static class Scalars
{
    public static ScalarKind KindOf(ScalarNode node)
    {
        if (!node.IsPlain)
            return ScalarKind.Text;
        return node.Text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
            "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
            _ when IsInteger(node.Text) => ScalarKind.Integer,
            _ when IsFloat(node.Text) => ScalarKind.Float,
            _ => ScalarKind.Text,
        };
    }

    public static bool Boolean(ScalarNode node) => node.Text[0] is 't' or 'T';

    /// <summary>The number of an integer or float scalar; infinite if it is too large for a double.</summary>
    public static double Number(ScalarNode node)
    {
        var text = node.Text;
        if (text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal))
            return Based(text);
        var unsigned = text.TrimStart('+', '-');
        if (unsigned.Equals(".inf", StringComparison.OrdinalIgnoreCase))
            return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        if (unsigned.Equals(".nan", StringComparison.OrdinalIgnoreCase))
            return double.NaN;
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return value == 0 ? 0 : value; // -0 is the same setting as 0
    }

    /// <summary>The whole number of an integer scalar, or of a float that is one (<c>1e5</c>); null if there is none of 64 bits.</summary>
    public static long? Whole(ScalarNode node)
    {
        if (KindOf(node) == ScalarKind.Integer && node.Text[^1] is >= '0' and <= '9'
            && long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        const double exact = 1L << 53;
        var value = Number(node);
        return Math.Abs(value) <= exact && value == Math.Truncate(value) ? (long)value : null;
    }

    private static bool IsInteger(string text)
    {
        if (text.StartsWith("0o", StringComparison.Ordinal))
            return text.Length > 2 && text.AsSpan(2).IndexOfAnyExceptInRange('0', '7') < 0;
        if (text.StartsWith("0x", StringComparison.Ordinal))
            return text.Length > 2 && text.AsSpan(2).IndexOfAnyExcept(System.Buffers.SearchValues.Create("0123456789abcdefABCDEF")) < 0;
        var digits = text.AsSpan(Sign(text));
        return digits.Length > 0 && digits.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static bool IsFloat(string text)
    {
        var rest = text.AsSpan(Sign(text));
        if (rest is ".inf" or ".Inf" or ".INF")
            return true;
        if (text is ".nan" or ".NaN" or ".NAN")
            return true;
        var whole = Digits(ref rest);
        var fraction = 0;
        if (rest.StartsWith("."))
        {
            rest = rest[1..];
            fraction = Digits(ref rest);
        }

        if (whole + fraction == 0)
            return false;
        if (rest.Length > 0 && rest[0] is 'e' or 'E')
        {
            rest = rest[1..];
            if (rest.Length > 0 && rest[0] is '+' or '-')
                rest = rest[1..];
            if (Digits(ref rest) == 0)
                return false;
        }

        return rest.Length == 0;
    }

    private static int Sign(string text) => text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;

    private static int Digits(ref ReadOnlySpan<char> rest)
    {
        var count = rest.IndexOfAnyExceptInRange('0', '9');
        if (count < 0)
            count = rest.Length;
        rest = rest[count..];
        return count;
    }

    private static double Based(string text)
    {
        var bits = text[1] == 'x' ? 4 : 3;
        var value = 0.0;
        foreach (var digit in text.AsSpan(2))
            value = (value * (1 << bits)) + Convert.ToInt32(digit.ToString(), 16);
        return value;
    }
}
