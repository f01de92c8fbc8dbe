using System.Globalization;
using System.Text.RegularExpressions;
using Sweeps.Core.Text;

namespace Sweeps.Core.Datasets;

/// <summary>A text whose lines look like the rows of a table.</summary>
/// <param name="Separator">What stands between the columns.</param>
/// <param name="Columns">How many there are.</param>
/// <param name="HasHeader">Whether the first line names them.</param>
/// <param name="WordColumn">The first column of words, from 0; null if there are only numbers.</param>
/// <param name="IsQuoted">Whether fields stand in double quotes.</param>
/// <remarks>
/// A list of words must not be taken for a table, because nothing could be said against it: words may hold commas (<c>O'Brien, Jr</c>), spaces and digits.
/// So nine lines of ten must have the same number of separators, and one of these must hold: the separator is a tab, which no word can have; the file's name ends in <c>.csv</c> or <c>.tsv</c>;
/// a column is one of numbers; the first line has the usual name of a column; or there are three columns and no separator is followed by a space.
/// </remarks>
internal sealed partial record TableShape(string Separator, int Columns, bool HasHeader, int? WordColumn, bool IsQuoted)
{
    private const double NearlyAll = 0.9;

    /// <summary>Lines that are looked at closely; a longer table shows what it is in these.</summary>
    private const int MostLines = 2000;

    private static readonly string[] Separators = ["\t", ",", ";", "|"];

    private static readonly HashSet<string> Headers = new(
        [
            "name", "names", "firstname", "first_name", "lastname", "last_name", "surname", "given_name", "word", "words", "text", "token", "string", "term", "title",
            "count", "counts", "frequency", "freq", "total", "number", "n", "rank", "id", "index", "year", "age", "date", "sex", "gender", "label", "class", "category", "type", "value", "score", "target",
            "country", "state", "region", "city", "lang", "language", "percent", "prop", "proportion",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The table that a text is; null if it may be a list of words.</summary>
    public static TableShape? Find(string text, string name)
    {
        // For most lists, counting separators is enough to see that they are no table.
        var least = Math.Min(text.AsSpan().Count('\n'), MostLines) / 4;
        if (Separators.All(separator => text.AsSpan().Count(separator) < Math.Max(least, 1)))
            return null;
        var lines = Lines(text);
        return Separators.Select(separator => Of(lines, separator, name)).FirstOrDefault(shape => shape is not null);
    }

    /// <summary>What is wrong with it as a list, and what to do.</summary>
    /// <param name="path">Its file; null if it has none.</param>
    public string Describe(string? path)
    {
        var separated = $"it looks like a table ({Columns} columns separated by {SeparatorName}); a list holds one word a line";
        if (WordColumn is not { } column)
            return $"{separated}, and this table has only numbers";
        var file = path is null ? "TABLE" : Path.GetFileName(path);
        var list = Path.ChangeExtension(file, ".words.txt");
        var command = IsQuoted ? "" : $": cut {(Separator is "\t" ? "" : $"-d {ShellWords.Join([Separator])} ")}-f {column + 1} {ShellWords.Join([file])}{(HasHeader ? " | tail -n +2" : "")} > {ShellWords.Join([list])}";
        return $"{separated}. Write its words, those of column {column + 1}, into a file of their own{command}. If each line is one word, write another sign in the place of {SeparatorName}";
    }

    private string SeparatorName => Separator is "\t" ? "tabs" : $"'{Separator}'";

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (lines.Count == MostLines)
                break;
            if (!line.IsWhiteSpace())
                lines.Add(line.TrimEnd().ToString());
        }

        return lines;
    }

    private static TableShape? Of(List<string> lines, string separator, string name)
    {
        if (lines.Count < 2)
            return null;
        var rows = lines.Select(line => Fields(line, separator)).ToList();
        var columns = rows.GroupBy(row => row.Length).MaxBy(same => same.Count())!.Key;
        var regular = rows.Where(row => row.Length == columns).ToList();
        if (columns == 1 || regular.Count < NearlyAll * rows.Count)
            return null;
        var body = regular.Skip(1).ToList();
        var numeric = Enumerable.Range(0, columns).Where(column => body.Count > 0 && body.Count(row => IsNumber(row[column])) >= NearlyAll * body.Count).ToList();
        var named = rows[0].Length == columns && rows[0].Any(field => Headers.Contains(Unquoted(field)));
        var hasHeader = named || (rows[0].Length == columns && numeric.Count > 0 && numeric.All(column => !IsNumber(rows[0][column])));
        var isTight = regular.All(row => row.Skip(1).All(field => !field.StartsWith(' ')));
        var isTable = separator is "\t" || IsTableFile(name) || numeric.Count > 0 || named || (columns > 2 && isTight);
        return isTable
            ? new TableShape(separator, columns, hasHeader, Enumerable.Range(0, columns).Except(numeric).Select(column => (int?)column).FirstOrDefault(), regular.Any(row => row.Any(field => field.StartsWith('"'))))
            : null;
    }

    private static bool IsTableFile(string name) =>
        name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase);

    private static string[] Fields(string line, string separator)
    {
        // In double quotes a separator is none.
        var masked = line.Contains('"', StringComparison.Ordinal) ? QuotedField().Replace(line, field => field.Value.Replace(separator[0], ' ')) : line;
        return masked.Split(separator);
    }

    private static string Unquoted(string field) => field.Trim().Trim('"');

    private static bool IsNumber(string field) =>
        double.TryParse(Unquoted(field).TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex QuotedField();
}
