using System.Globalization;
using Sweeps.Core.Text;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>A summary, or the part of it about one value, as a rectangle of texts.</summary>
/// <param name="Title">The value and the column parameters; null if each column is a value.</param>
/// <param name="KeyColumns">The number of columns that name the row.</param>
/// <param name="Header">The header line.</param>
/// <param name="Body">A line per row of the summary. Cells that are best end with <see cref="BestMark"/>.</param>
internal sealed record SummaryPanel(string? Title, int KeyColumns, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Body)
{
    /// <summary>The mark of best values: a character for private use, which does not occur in plain text. Each format shows it in its own way.</summary>
    public const char BestMark = '\uE000';

    /// <summary>The mark after the number of runs that ended above chance, or after the figure of a single run that did.</summary>
    public const char AboveChanceMark = '^';

    private const double LeastPlain = 1e-3;
    private const double MostPlain = 1e7;

    /// <summary>A panel for each value; without column parameters, one panel with the values as its columns.</summary>
    public static IEnumerable<SummaryPanel> Of(SummaryTable summary, int digits)
    {
        var request = summary.Request;
        if (request.Columns.Count == 0)
        {
            yield return new(
                null,
                Math.Max(1, request.Rows.Count),
                [.. Names(request.Rows), .. request.Values],
                Lines(summary, row => Enumerable.Range(0, request.Values.Count).Select(value => Cell(summary.Groups[row].FirstOrDefault(), value, digits))));
            yield break;
        }

        for (var value = 0; value < request.Values.Count; value++)
        {
            var current = value;
            yield return new(
                $"{request.Values[value]} by {string.Join(" × ", request.Columns)}",
                Math.Max(1, request.Rows.Count),
                [.. Names(request.Rows), .. summary.ColumnKeys.Select(key => string.Join(" · ", key.Select(Key)))],
                Lines(summary, row => summary.Groups[row].Select(group => Cell(group, current, digits))));
        }
    }

    /// <summary>A number as tables show it.</summary>
    public static string Number(double number, int digits)
    {
        var size = Math.Abs(number);
        if (size != 0 && (size < Math.Min(LeastPlain, 0.5 * Unit(digits)) || size >= MostPlain))
            return number.ToString("0." + new string('0', Math.Max(1, digits - 1)) + "e+00", CultureInfo.InvariantCulture);
        var text = number.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAnyExcept("-0.") ? text : text.TrimStart('-');
    }

    /// <summary>10 to the power of −<paramref name="digits"/>, correctly rounded.</summary>
    private static double Unit(int digits) => double.Parse(string.Create(CultureInfo.InvariantCulture, $"1e-{digits}"), CultureInfo.InvariantCulture);

    private static IReadOnlyList<string>[] Lines(SummaryTable summary, Func<int, IEnumerable<string>> cells) =>
        [.. Enumerable.Range(0, summary.RowKeys.Count).Select(row => (IReadOnlyList<string>)[.. summary.Request.Rows.Count == 0 ? [""] : summary.RowKeys[row].Select(Key), .. cells(row)])];

    private static string[] Names(IReadOnlyList<string> rows) => rows.Count == 0 ? [""] : [.. rows];

    private static string Key(object? key) => key is null ? "–" : Texts.Plain(ParameterText.Of(key));

    private static string Cell(SummaryGroup? group, int value, int digits)
    {
        if (group is null)
            return "";
        var figure = group.Figures[value];
        if (figure.Text is { } words)
            return Texts.Plain(words);
        var leftOut = group.LeftOut.Select(kind => group.Runs == 1 ? kind.What : string.Create(CultureInfo.InvariantCulture, $"[{kind.Count} of {group.Runs} {kind.What}]"));
        return string.Join(' ', leftOut.Prepend(Mean(group, figure, digits)).Where(part => part.Length > 0));
    }

    private static string Mean(SummaryGroup group, SummaryFigure figure, int digits)
    {
        if (figure.Mean is not { } mean)
            return "";
        var text = figure.IsWhole && mean == Math.Floor(mean) ? mean.ToString("F0", CultureInfo.InvariantCulture) : Number(mean, digits);
        var counts = new List<string>();
        if (figure.HalfWidth is { } half)
            text += " ± " + Number(half, digits);
        else if (figure.Count > 1)
            counts.Add(figure.Count.ToString(CultureInfo.InvariantCulture));
        if (group.AveragedAboveChance > 0 && group.Runs > 1)
            counts.Add(group.AveragedAboveChance.ToString(CultureInfo.InvariantCulture) + AboveChanceMark);
        else if (group.AveragedAboveChance > 0)
            text += AboveChanceMark;
        if (counts.Count > 0)
            text += $" ({string.Join(", ", counts)})";
        return figure.IsBest ? text + BestMark : text;
    }
}
