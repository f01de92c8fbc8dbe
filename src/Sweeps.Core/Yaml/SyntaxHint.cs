using System.Text.RegularExpressions;
using Sweeps.Core.Text;

namespace Sweeps.Core.Yaml;

/// <summary>A hint about an obvious mistake near the place where the parser failed. The parser's own message describes its state, often far from the mistake.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal sealed partial record SyntaxHint(int Line, int Column, string Text)
{
    /// <summary>Lines above the place that are looked at, empty ones not counted.</summary>
    private const int LinesAbove = 3;

    /// <param name="lines">All lines of the file.</param>
    /// <param name="line">Where the parser gave up, from 1.</param>
    /// <param name="column">There, from 1.</param>
    public static SyntaxHint? Find(IReadOnlyList<string> lines, int line, int column) =>
        Tab(lines) ?? Glued(lines, line) ?? Unclosed(lines) ?? Indentation(lines, line, column) ?? ColonInText(lines, line, column);

    private static SyntaxHint? Tab(IReadOnlyList<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
            if (lines[i][..Indent(lines[i], " \t")].IndexOf('\t', StringComparison.Ordinal) is >= 0 and var tab)
                return new SyntaxHint(i + 1, tab + 1, "a tab at the beginning of a line; indent with spaces");
        return null;
    }

    // "lr:0.1" and "-item" are texts, and what follows them is not what it seems.
    private static SyntaxHint? Glued(IReadOnlyList<string> lines, int line)
    {
        foreach (var number in Above(lines, line))
        {
            if (GluedKey().Match(lines[number - 1]) is { Success: true } key)
                return new SyntaxHint(number, key.Groups["colon"].Index + 1, $"a colon needs a space after it: {Wording.Quote($"{key.Groups["name"].Value}: {key.Groups["value"].Value}")[1..^1]}");
            if (GluedItem().Match(lines[number - 1]) is { Success: true } item)
                return new SyntaxHint(number, item.Groups["dash"].Index + 1, $"a dash needs a space after it: {Wording.Quote($"- {item.Groups["value"].Value}")[1..^1]}");
        }

        return null;
    }

    private static SyntaxHint? Unclosed(IReadOnlyList<string> lines)
    {
        var open = new Stack<(char Bracket, int Line, int Column)>();
        for (var i = 0; i < lines.Count; i++)
        {
            var quote = '\0';
            for (var j = 0; j < lines[i].Length; j++)
            {
                var character = lines[i][j];
                var begins = j == 0 || " [{,:".Contains(lines[i][j - 1], StringComparison.Ordinal);
                if (quote != '\0')
                    quote = character == quote ? '\0' : quote;
                else if (character == '#' && (j == 0 || lines[i][j - 1] == ' '))
                    break;
                else if (character is '"' or '\'' && begins)
                    quote = character;
                else if (character is '[' or '{' && (begins || open.Count > 0))
                    open.Push((character, i + 1, j + 1));
                else if (character is ']' or '}' && open.Count > 0 && open.Pop() is var (bracket, line, column) && bracket != (character == ']' ? '[' : '{'))
                    return new SyntaxHint(line, column, $"the '{bracket}' here is closed by '{character}' in line {i + 1}");
            }
        }

        return open.Count > 0 && open.Last() is var (first, at, from) ? new SyntaxHint(at, from, $"the '{first}' here is not closed") : null;
    }

    private static SyntaxHint? Indentation(IReadOnlyList<string> lines, int line, int column)
    {
        var here = Above(lines, line).Take(2).ToList();
        if (here is not [var below, var above] || below != line)
            return null;
        var (indent, before) = (Indent(lines[below - 1]), Indent(lines[above - 1]));
        return indent == before || OpensBlock().IsMatch(lines[above - 1])
            ? null
            : new SyntaxHint(line, column, $"this line is indented by {indent}, and the one above it by {before}; the keys of a section, and the entries of a list, stand in one column");
    }

    private static SyntaxHint? ColonInText(IReadOnlyList<string> lines, int line, int column) =>
        line <= lines.Count && column <= lines[line - 1].Length && lines[line - 1][column - 1] == ':'
            ? new SyntaxHint(line, column, "a text with a colon and a space in it stands in quotes")
            : null;

    /// <summary>The numbers of a line and of those above it, empty lines and comments left out.</summary>
    private static IEnumerable<int> Above(IReadOnlyList<string> lines, int line) => Enumerable.Range(0, Math.Min(line, lines.Count))
        .Select(up => Math.Min(line, lines.Count) - up)
        .Where(number => lines[number - 1].AsSpan().Trim() is { Length: > 0 } text && text[0] != '#')
        .Take(LinesAbove);

    private static int Indent(string line, string blanks = " ") => line.Length - line.AsSpan().TrimStart(blanks).Length;

    [GeneratedRegex(@"^\s*(- )?(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<colon>:)(?<value>[^\s:/][^#]*?)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GluedKey();

    [GeneratedRegex(@"^\s*(?<dash>-)(?<value>[A-Za-z_\[{""'][^#]*?)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GluedItem();

    [GeneratedRegex(@":\s*(#.*)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OpensBlock();
}
