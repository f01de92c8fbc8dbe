using System.Globalization;
using System.Text;
using System.Text.Json;
using Sweeps.Core.Text;

namespace Sweeps.Core.Results.Summaries;

/// <summary>Summaries as text. Numbers are written the same way in every culture.</summary>
public static class SummaryFormats
{
    /// <summary>Aligned columns for a terminal.</summary>
    /// <param name="digits">Decimals.</param>
    /// <param name="width">The most characters of a line, as many as the terminal has columns: a table that is wider gets fewer digits, then fewer columns and a note. Null for as many as it needs.</param>
    public static string Text(SummaryTable summary, int digits = 3, int? width = null)
    {
        var text = new StringBuilder();
        var leftOut = 0;
        var columns = 0;
        var most = width ?? int.MaxValue;
        foreach (var panel in SummaryPanel.Of(summary, width is null ? digits : PanelFit.Digits(summary, most, digits)))
        {
            var (fitting, less) = width is null ? (panel, 0) : PanelFit.To(panel, most);
            (leftOut, columns) = less > leftOut ? (less, panel.Header.Count - panel.KeyColumns) : (leftOut, columns);
            if (text.Length > 0)
                text.Append('\n');
            if (panel.Title is not null)
                text.Append(PanelFit.Shortened(panel.Title, most)).Append('\n');
            AppendAligned(text, fitting);
        }

        if (leftOut > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n{leftOut} of {columns} columns do not fit here; summary.md has all.\n");
        foreach (var note in Notes(summary, "* best"))
            text.Append('\n').AppendJoin('\n', Wrapped.Lines(note, width)).Append('\n');
        return text.ToString();
    }

    /// <param name="title">A heading; null for none.</param>
    public static string Markdown(SummaryTable summary, string? title = null, int digits = 3)
    {
        var text = new StringBuilder();
        if (title is not null)
            text.Append("# ").Append(Texts.Markdown(title)).Append("\n\n");
        foreach (var panel in SummaryPanel.Of(summary, digits))
        {
            if (panel.Title is not null)
                text.Append("**").Append(Texts.Markdown(panel.Title)).Append("**\n\n");
            AppendRow(text, panel.Header.Select(Texts.Markdown));
            AppendRow(text, Enumerable.Range(0, panel.Header.Count).Select(column => column < panel.KeyColumns ? ":--" : "--:"));
            foreach (var row in panel.Body)
                AppendRow(text, row.Select(MarkdownCell));
            text.Append('\n');
        }

        foreach (var note in Notes(summary, "bold: best"))
            text.Append(Texts.Markdown(note)).Append("\n\n");
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>A line per group: its parameters, how many runs, then each figure with half of its 95 % interval. Numbers round-trip.</summary>
    public static string Csv(SummaryTable summary)
    {
        var text = new StringBuilder();
        var request = summary.Request;
        AppendLine(text, [.. request.Rows, .. request.Columns, "runs", "completed", "diverged", "failed", .. request.Values.SelectMany(value => new[] { value, value + "_ci95" })]);
        foreach (var (row, column, group) in Groups(summary))
        {
            AppendLine(text,
            [
                .. summary.RowKeys[row].Select(Field), .. summary.ColumnKeys[column].Select(Field),
                Field(group.Runs), Field(group.Completed), Field(group.Diverged), Field(group.Failed),
                .. group.Figures.SelectMany(figure => new[] { figure.Text is null ? Field(figure.Mean) : Field(figure.Text), Field(figure.HalfWidth) }),
            ]);
        }

        return text.ToString();
    }

    /// <summary>An object with a list of groups. Numbers round-trip.</summary>
    public static string Json(SummaryTable summary)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            Names("rows", summary.Request.Rows);
            Names("columns", summary.Request.Columns);
            Names("values", summary.Request.Values);
            json.WriteStartArray("groups");
            foreach (var (row, column, group) in Groups(summary))
            {
                json.WriteStartObject();
                json.WriteStartObject("parameters");
                foreach (var (name, value) in summary.Request.Rows.Zip(summary.RowKeys[row]).Concat(summary.Request.Columns.Zip(summary.ColumnKeys[column])))
                    Value(name, value);
                json.WriteEndObject();
                json.WriteNumber("runs", group.Runs);
                json.WriteNumber("completed", group.Completed);
                json.WriteNumber("diverged", group.Diverged);
                json.WriteNumber("failed", group.Failed);
                for (var i = 0; i < group.Figures.Length; i++)
                    Figure(summary.Request.Values[i], group.Figures[i]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();

            void Names(string name, IReadOnlyList<string> names)
            {
                json.WriteStartArray(name);
                foreach (var each in names)
                    json.WriteStringValue(each);
                json.WriteEndArray();
            }

            void Value(string name, object? value) => JsonValues.Write(json, name, value);

            void Figure(string name, SummaryFigure figure)
            {
                json.WriteStartObject(name);
                if (figure.Text is not null)
                    json.WriteString("text", figure.Text);
                Value("mean", figure.Mean);
                Value("ci95", figure.HalfWidth);
                json.WriteNumber("count", figure.Count);
                json.WriteBoolean("best", figure.IsBest);
                json.WriteEndObject();
            }

        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static IEnumerable<string> Notes(SummaryTable summary, string best)
    {
        var figures = summary.Groups.SelectMany(row => row).Where(group => group is not null).SelectMany(group => group!.Figures).ToArray();
        var notes = new List<string>();
        if (Array.Exists(figures, figure => figure.IsBest))
            notes.Add(best);
        if (Array.Exists(figures, figure => figure.HalfWidth is not null))
            notes.Add("± 95 % interval of the mean over seeds");
        if (Array.Exists(figures, figure => figure is { Count: > 1, HalfWidth: null, Mean: not null }))
            notes.Add("(n) mean of n runs");
        if (notes.Count > 0)
            yield return string.Join(", ", notes);
    }

    private static void AppendAligned(StringBuilder text, SummaryPanel panel)
    {
        IReadOnlyList<string>[] lines = [panel.Header, .. panel.Body.Select(line => (IReadOnlyList<string>)[.. line.Select(cell => cell.Replace(SummaryPanel.BestMark, '*'))])];
        var widths = Enumerable.Range(0, panel.Header.Count).Select(column => lines.Max(line => Width(line[column]))).ToArray();
        foreach (var line in lines)
        {
            var start = text.Length;
            for (var column = 0; column < widths.Length; column++)
            {
                var space = new string(' ', widths[column] - Width(line[column]));
                text.Append(column == 0 ? "" : "  ");
                text.Append(column < panel.KeyColumns ? line[column] + space : space + line[column]);
            }

            while (text.Length > start && text[^1] == ' ')
                text.Length--;
            text.Append('\n');
        }
    }

    private static int Width(string cell) => new StringInfo(cell).LengthInTextElements;

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells)
    {
        text.Append('|');
        foreach (var cell in cells)
            text.Append(' ').Append(cell).Append(" |");
        text.Append('\n');
    }

    private static string MarkdownCell(string cell)
    {
        var mark = cell.IndexOf(SummaryPanel.BestMark, StringComparison.Ordinal);
        return mark < 0 ? Texts.Markdown(cell) : $"**{Texts.Markdown(cell[..mark])}**{Texts.Markdown(cell[(mark + 1)..])}";
    }

    private static void AppendLine(StringBuilder text, IReadOnlyList<string> fields) => text.AppendJoin(',', fields).Append('\n');

    private static IEnumerable<(int Row, int Column, SummaryGroup Group)> Groups(SummaryTable summary)
    {
        for (var row = 0; row < summary.RowKeys.Count; row++)
            for (var column = 0; column < summary.ColumnKeys.Count; column++)
                if (summary.Groups[row][column] is { } group)
                    yield return (row, column, group);
    }

    private static string Field(object? value) => value switch
    {
        null => "",
        string text => Texts.Csv(text),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
