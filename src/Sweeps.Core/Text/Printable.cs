using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sweeps.Core.Text;

/// <summary>
/// Text of any origin made harmless for terminals and logs: what would move the cursor, change colours, ring, or turn the direction of writing
/// is shown as an escape (<c>\u001b</c>), which in a text of JSON stands for the same character.
/// </summary>
public static class Printable
{
    private const char JoinsNot = '\u200C';
    private const char Joins = '\u200D';

    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        "\n\t !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>The text, its lines as they are.</summary>
    public static string Of(string text)
    {
        var first = text.AsSpan().IndexOfAnyExcept(s_plain);
        if (first < 0)
            return text;
        var shown = new StringBuilder(text.Length + 16).Append(text, 0, first);
        for (var at = first; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                Escape(shown, text[at++]);
                continue;
            }

            if (IsShown(rune))
                shown.Append(rune);
            else
                for (var i = 0; i < rune.Utf16SequenceLength; i++)
                    Escape(shown, text[at + i]);
            at += rune.Utf16SequenceLength;
        }

        return shown.ToString();
    }

    /// <summary>The text on one line.</summary>
    public static string Line(string text) => Of(text.ReplaceLineEndings(" "));

    // Characters that join or separate letters are part of words in many scripts and are harmless.
    private static bool IsShown(Rune rune) => rune.Value is '\n' or '\t' or JoinsNot or Joins || Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static void Escape(StringBuilder to, char character) => to.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
}
