using System.Globalization;
using System.Text;

namespace Sweeps.Core.Text;

/// <summary>How messages show what a file holds: short, on one line, without control characters.</summary>
internal static class Wording
{
    private const int Longest = 60;

    /// <summary>The text in single quotes; what cannot be shown is escaped, what is too long is cut.</summary>
    /// <param name="longest">Characters shown.</param>
    public static string Quote(string text, int longest = Longest)
    {
        var shown = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length > longest)
            {
                shown.Append('…');
                break;
            }

            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            else
                shown.Append(rune.ToString());
        }

        return shown.Append('\'').ToString();
    }

    /// <summary><c>a, b or c</c>.</summary>
    public static string OneOf(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "nothing",
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} or {names[^1]}",
    };

    /// <summary><c>a, b and c</c>.</summary>
    public static string AllOf(IReadOnlyList<string> names) =>
        names.Count < 2 ? OneOf(names) : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";

    /// <summary>A number as it is written: shortest form that reads back equal.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary><c>; did you mean 'x'?</c> if another name is near, else nothing.</summary>
    public static string Suggest(string name, IEnumerable<string> candidates) =>
        NearestName.Of(name, candidates) is { } nearest && !string.Equals(nearest, name, StringComparison.Ordinal) ? $"; did you mean '{nearest}'?" : "";
}
