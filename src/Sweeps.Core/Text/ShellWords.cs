namespace Sweeps.Core.Text;

/// <summary>Words for a POSIX shell.</summary>
public static class ShellWords
{
    /// <summary>The words as a shell reads them back: quoted where they need it, one space apart.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    private static string Quote(string word) =>
        word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || "-_./=:,+@%".Contains(character, StringComparison.Ordinal))
            ? word
            : "'" + word.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
}
