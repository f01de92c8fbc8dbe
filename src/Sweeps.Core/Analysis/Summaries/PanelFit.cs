using System.Globalization;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>Makes a table as narrow as a terminal is: first with fewer digits, then with fewer columns, and at last by cutting names.</summary>
internal static class PanelFit
{
    private const int LeastDigits = 2;
    private const int LeastKey = 4;
    private const string Gap = "  ";
    private const string Cut = "…";

    /// <summary>The most important columns: they are left out last.</summary>
    private static readonly string[] s_wanted = ["loss_valid", "loss_end"];

    /// <summary>The number of digits with which all panels fit; the smallest one if no number of digits is enough.</summary>
    public static int Digits(SummaryTable summary, int width, int most)
    {
        for (var digits = most; digits > LeastDigits; digits--)
            if (SummaryPanel.Of(summary, digits).All(panel => WidthOf(panel) <= width))
                return digits;
        return Math.Min(most, LeastDigits);
    }

    /// <summary>The panel without the columns that do not fit, and the number of these columns.</summary>
    public static (SummaryPanel Panel, int LeftOut) To(SummaryPanel panel, int width)
    {
        var columns = Enumerable.Range(0, panel.Header.Count).ToList();
        while (columns.Count > panel.KeyColumns + 1 && WidthOf(panel, columns) > width)
            columns.Remove(columns.Skip(panel.KeyColumns).Reverse().OrderBy(column => Array.IndexOf(s_wanted, panel.Header[column]) < 0 ? 0 : 1).First());
        var fitting = panel with { Header = Of(panel.Header, columns), Body = [.. panel.Body.Select(line => Of(line, columns))] };
        return (WidthOf(fitting) <= width ? fitting : WithShortKeys(fitting, width), panel.Header.Count - columns.Count);
    }

    // The widest name is cut first, so that all names keep as much as possible.
    private static SummaryPanel WithShortKeys(SummaryPanel panel, int width)
    {
        var widths = Widths(panel, Enumerable.Range(0, panel.Header.Count));
        for (var excess = WidthOf(panel) - width; excess > 0; excess--)
        {
            var widest = Enumerable.Range(0, widths.Length).MaxBy(column => (column < panel.KeyColumns && widths[column] > LeastKey ? 1 : 0, widths[column]));
            if (--widths[widest] == 0)
                break;
        }

        return panel with { Header = Shortened(panel.Header, widths), Body = [.. panel.Body.Select(line => Shortened(line, widths))] };
    }

    private static string[] Shortened(IReadOnlyList<string> line, int[] widths) => [.. line.Select((cell, column) => Shortened(cell, widths[column]))];

    public static string Shortened(string text, int width) =>
        Length(text) <= width ? text : new StringInfo(text).SubstringByTextElements(0, Math.Max(0, width - 1)) + Cut;

    private static string[] Of(IReadOnlyList<string> line, List<int> columns) => [.. columns.Select(column => line[column])];

    private static int WidthOf(SummaryPanel panel) => WidthOf(panel, Enumerable.Range(0, panel.Header.Count));

    private static int WidthOf(SummaryPanel panel, IEnumerable<int> columns) => Widths(panel, columns) is var widths ? widths.Sum() + (Gap.Length * (widths.Length - 1)) : 0;

    private static int[] Widths(SummaryPanel panel, IEnumerable<int> columns) =>
        [.. columns.Select(column => Math.Max(Length(panel.Header[column]), panel.Body.Count == 0 ? 0 : panel.Body.Max(line => Length(line[column]))))];

    private static int Length(string text) => new StringInfo(text).LengthInTextElements;
}
