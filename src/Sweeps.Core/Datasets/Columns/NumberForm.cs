using System.Text.RegularExpressions;

namespace Sweeps.Core.Datasets.Columns;

/// <summary>Numbers as people and spreadsheets write them, which cannot be read without a guess: a message says what to change.</summary>
internal static partial class NumberForm
{
    private const int Longest = 40;

    /// <summary>What is wrong with a field that is meant as a number: the end of a message; null if it is a text.</summary>
    public static string? Flaw(ReadOnlySpan<char> field)
    {
        if (field.Length is 0 or > Longest || !(char.IsAsciiDigit(field[^1]) || field[^1] is '%'))
            return null;
        return Decimal().IsMatch(field) ? "has a decimal comma; write it with a point"
            : Grouped().IsMatch(field) ? "has separators between the thousands; write it without them"
            : Percent().IsMatch(field) ? "has a percent sign; write it without"
            : null;
    }

    /// <summary>Whether a name can only be a number: the first line of a table without names.</summary>
    public static bool IsNumber(string name) =>
        FieldText.TryNumber(name, out _) && !name.All(char.IsAsciiDigit);

    [GeneratedRegex(@"\A[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A[+-]?[0-9]{1,3}([,.' \u00A0\u2009\u202F][0-9]{3})+([.,][0-9]+)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"\A[+-]?[0-9]+([.,][0-9]+)? ?%\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Percent();
}
