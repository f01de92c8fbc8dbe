using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sweeps.Core.Text;

namespace Sweeps.Core.Data;

/// <summary>Reads a list of words, one a line: trimmed, empty lines skipped, a byte order mark and any line ends tolerated.</summary>
internal static class ListReader
{
    /// <summary>Bytes of a list.</summary>
    public const int LargestFile = 64 << 20;

    /// <summary>Symbols, '.' included: an example holds them in 16 bits.</summary>
    public const int MostSymbols = 1 << 15;

    /// <summary>The list, or what is wrong with it.</summary>
    public static (NameList? List, string? Problem) Read(ReadOnlySpan<byte> bytes, string name, string? path)
    {
        if (bytes.Length > LargestFile)
            return (null, $"it is larger than {LargestFile} bytes");
        if (Utf8Text.Decode(bytes, out var fault) is not { } text)
            return (null, $"it is not UTF-8: the byte at offset {fault.Offset}, in line {fault.Line}, is wrong; save it as UTF-8");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var found = new HashSet<Rune>();
        if (FindSymbols(text, found) is { } problem)
            return (null, problem);
        if (found.Count == 0)
            return (null, "it has no words");
        if (found.Count >= MostSymbols)
            return (null, $"it has {found.Count} symbols; fewer than {MostSymbols} can be encoded");
        Rune[] symbols = [new('.'), .. found.Order()];
        var (encoded, starts) = Encode(text, symbols);
        return (new NameList(name, path, sha256, symbols, encoded, starts), null);
    }

    private static string? FindSymbols(string text, HashSet<Rune> found)
    {
        var line = 0;
        foreach (var span in Lines(text))
        {
            line++;
            foreach (var rune in text.AsSpan(span).Trim().EnumerateRunes())
            {
                if (rune.Value == '.')
                    return $"line {line} has a '.' inside the word; '.' ends words and cannot be one of their symbols";
                if (Rune.IsControl(rune) || rune.Value == 0xFEFF || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                    return string.Create(CultureInfo.InvariantCulture, $"line {line} has the control character U+{rune.Value:X4}, which cannot be a symbol");
                found.Add(rune);
            }
        }

        return null;
    }

    private static (ushort[] Encoded, int[] Starts) Encode(string text, Rune[] symbols)
    {
        var numbers = symbols.Select((rune, number) => (rune, number)).ToDictionary(pair => pair.rune, pair => (ushort)pair.number);
        var encoded = new List<ushort>(text.Length);
        var starts = new List<int> { 0 };
        foreach (var span in Lines(text))
        {
            foreach (var rune in text.AsSpan(span).Trim().EnumerateRunes())
                encoded.Add(numbers[rune]);
            if (encoded.Count > starts[^1])
                starts.Add(encoded.Count);
        }

        return ([.. encoded], [.. starts]);
    }

    private static IEnumerable<Range> Lines(string text)
    {
        var start = 0;
        while (start <= text.Length)
        {
            var length = text.AsSpan(start).IndexOfAny('\r', '\n');
            var end = length < 0 ? text.Length : start + length;
            yield return start..end;
            start = end + 1;
            if (end < text.Length && text[end] == '\r' && start < text.Length && text[start] == '\n')
                start++;
        }
    }
}
