using System.Globalization;
using System.Text;

namespace Sweeps.Core.Text;

/// <summary>Text from definitions, data and exceptions made harmless for terminals, Markdown and spreadsheets.</summary>
public static class Texts
{
    private const char Replacement = '\uFFFD';

    /// <summary>One line without control characters, escape sequences or invisible direction marks.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r' or '\t')
                plain.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse)
                plain.Append(Replacement);
            else
                plain.Append(rune);
        }

        return plain.ToString();
    }

    /// <summary>Text of a Markdown table or heading that is shown as it is.</summary>
    public static string Markdown(string text)
    {
        var plain = Plain(text);
        var escaped = new StringBuilder(plain.Length);
        for (var i = 0; i < plain.Length; i++)
        {
            var character = plain[i];
            switch (character)
            {
                case '_' when IsInsideWord(plain, i):
                    escaped.Append(character);
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '\\' or '|' or '`' or '*' or '_' or '[' or ']' or '#':
                    escaped.Append('\\').Append(character);
                    break;
                default:
                    escaped.Append(character);
                    break;
            }
        }

        return escaped.ToString();
    }

    // GitHub's Markdown takes an underscore between letters or digits as it is.
    private static bool IsInsideWord(string text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(text[at + 1]);

    /// <summary>A field of a CSV file (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    public static string Csv(string text)
    {
        var plain = Plain(text);
        if (plain.Length > 0 && plain[0] is '=' or '+' or '-' or '@')
            plain = "'" + plain;
        return plain.AsSpan().ContainsAny(",\"") || plain.StartsWith(' ') || plain.EndsWith(' ')
            ? "\"" + plain.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
            : plain;
    }
}
