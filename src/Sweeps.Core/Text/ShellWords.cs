using System.Globalization;
using System.Text;

namespace Sweeps.Core.Text;

/// <summary>Words for bash, zsh and ksh.</summary>
public static class ShellWords
{
    /// <summary>The words as a shell reads them back: quoted where they need it, one space apart. The line has no character that a terminal obeys or hides.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>One word as a shell reads it back.</summary>
    public static string Quote(string word)
    {
        if (word.EnumerateRunes().Any(IsInvisible))
            return Escaped(word);
        // zsh takes an equals sign at the beginning for the path of a command.
        return word.Length > 0 && word[0] is not '=' && word.All(character => char.IsAsciiLetterOrDigit(character) || "-_./=:,+@%".Contains(character, StringComparison.Ordinal))
            ? word
            : "'" + word.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;

    // $'…' by bytes: \u gives other bytes where the locale is not UTF-8.
    private static string Escaped(string word)
    {
        var text = new StringBuilder("$'");
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in word.EnumerateRunes())
        {
            if (rune.Value is '\'' or '\\')
                text.Append('\\').Append((char)rune.Value);
            else if (IsInvisible(rune))
                foreach (var each in bytes[..rune.EncodeToUtf8(bytes)])
                    text.Append(CultureInfo.InvariantCulture, $"\\{Convert.ToString(each, 8).PadLeft(3, '0')}");
            else
                text.Append(rune);
        }

        return text.Append('\'').ToString();
    }
}
