using System.IO.Enumeration;
using System.Text;

namespace Sweeps.Core.Datasets.Columns;

/// <summary>Which columns are features: names and patterns with <c>*</c> and <c>?</c>; with <c>!</c> in front, what they match is left out again.</summary>
internal static class FeaturePatterns
{
    /// <summary>Stands for all columns that have no other use.</summary>
    public const string All = "all";

    /// <summary>One text for several patterns: separated by commas, in double quotes where a pattern has a comma or quotes in it.</summary>
    public static string Join(IEnumerable<string> patterns) => string.Join(", ", patterns.Select(pattern =>
        pattern.AsSpan().IndexOfAny(',', '"') >= 0 ? $"\"{pattern.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : pattern));

    /// <summary>The patterns of a text that <see cref="Join"/> wrote.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var patterns = new List<string>();
        var pattern = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                pattern.Append('"');
                i++;
            }
            else if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (text[i] == ',' && !isQuoted)
            {
                patterns.Add(pattern.ToString());
                pattern.Clear();
                if (i + 1 < text.Length && text[i + 1] == ' ')
                    i++;
            }
            else
            {
                pattern.Append(text[i]);
            }
        }

        patterns.Add(pattern.ToString());
        return patterns;
    }

    /// <summary>The columns that are meant, by their places in order; and the first pattern that matches no column.</summary>
    /// <param name="text">As <see cref="Join"/> wrote it.</param>
    /// <param name="columns">The names of all columns.</param>
    /// <param name="others">Places of columns with another use, which only their exact name means.</param>
    public static (IReadOnlyList<int> Places, string? Unmatched) Find(string text, IReadOnlyList<string> columns, IReadOnlySet<int> others)
    {
        var isMeant = new bool[columns.Count];
        var patterns = string.Equals(text, All, StringComparison.Ordinal) ? ["*"] : Split(text);
        if (patterns[0].StartsWith('!'))
            patterns = ["*", .. patterns];
        foreach (var pattern in patterns)
        {
            var isOut = pattern.StartsWith('!');
            var name = isOut ? pattern[1..] : pattern;
            var isFound = false;
            for (var column = 0; column < columns.Count; column++)
            {
                var isSame = string.Equals(columns[column], name, StringComparison.Ordinal);
                if (!isSame && !FileSystemName.MatchesSimpleExpression(name, columns[column], ignoreCase: false))
                    continue;
                isFound = true;
                if (isSame || !others.Contains(column))
                    isMeant[column] = !isOut;
            }

            if (!isFound)
                return ([], name);
        }

        return ([.. Enumerable.Range(0, columns.Count).Where(column => isMeant[column])], null);
    }
}
