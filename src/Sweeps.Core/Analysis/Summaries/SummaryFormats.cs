using System.Globalization;
using System.Text;
using System.Text.Json;
using Sweeps.Core.Analysis.Boundaries;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Text;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>Summaries as text. Numbers are written the same way in every culture.</summary>
public static class SummaryFormats
{
    /// <summary>Aligned columns for a terminal.</summary>
    /// <param name="digits">The number of decimals.</param>
    /// <param name="width">The maximum length of a line in characters, such as the width of the terminal. A table that is wider gets fewer digits, then fewer columns and a note. Null for no limit.</param>
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
            text.Append('\n').AppendJoin('\n', Wrapped.Lines(string.Create(CultureInfo.InvariantCulture, $"{leftOut} of {columns} columns do not fit here; summary.md has all."), width)).Append('\n');
        foreach (var note in Notes(summary, "* best"))
            text.Append('\n').AppendJoin('\n', Wrapped.Lines(note, width)).Append('\n');
        return text.ToString();
    }

    /// <summary>How Markdown with a title begins.</summary>
    internal static string Heading(string title) => $"# {Texts.Markdown(title)}\n\n";

    /// <param name="title">A heading; null for none.</param>
    public static string Markdown(SummaryTable summary, string? title = null, int digits = 3)
    {
        var text = new StringBuilder();
        if (title is not null)
            text.Append(Heading(title));
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

    /// <summary>A line per group: its parameters, the number of runs by how they ended, then each figure with half of its 95 % interval and the number of its runs. Numbers round-trip.</summary>
    /// <remarks>Values that are <see cref="MeasureCatalogue.Flags"/> have no columns of their own, since every line has their counts.</remarks>
    public static string Csv(SummaryTable summary)
    {
        var text = new StringBuilder();
        var request = summary.Request;
        AppendLine(text, [.. request.Rows, .. request.Columns, "runs", .. Counts.Select(count => count.Name), .. Values(summary).SelectMany(value => new[] { value.Name, value.Name + "_ci95", value.Name + "_count" })]);
        foreach (var (row, column, group) in Groups(summary))
        {
            AppendLine(text,
            [
                .. summary.RowKeys[row].Select(Field), .. summary.ColumnKeys[column].Select(Field),
                Field(group.Runs), .. Counts.Select(count => Field(count.Of(group))),
                .. Values(summary).Select(value => group.Figures[value.Index]).SelectMany(figure => new[] { figure.Text is null ? Field(figure.Mean) : Field(figure.Text), Field(figure.HalfWidth), Field(figure.Count) }),
            ]);
        }

        return text.ToString();
    }

    /// <summary>An object with a list of groups. Numbers round-trip.</summary>
    /// <inheritdoc cref="Csv" path="/remarks"/>
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
                foreach (var (name, count) in Counts)
                    json.WriteNumber(name, count(group));
                foreach (var (name, index) in Values(summary))
                    Figure(name, group.Figures[index]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (summary.Boundaries.Count > 0)
                BoundaryJson.Write(json, summary.Boundaries);
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

    /// <summary>The counts of a group's runs by how they ended.</summary>
    private static (string Name, Func<SummaryGroup, int> Of)[] Counts { get; } =
    [
        ("completed", group => group.Completed),
        ("diverged", group => group.Diverged),
        ("failed", group => group.Failed),
        (OutcomeFlags.ExplodedName, group => group.Exploded),
        (OutcomeFlags.AboveChanceName, group => group.AboveChance),
        (OutcomeFlags.NotImprovedName, group => group.NotImproved),
    ];

    private static IEnumerable<(string Name, int Index)> Values(SummaryTable summary) =>
        summary.Request.Values.Select((name, index) => (name, index)).Where(value => !MeasureCatalogue.IsFlag(value.name));

    internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static IEnumerable<string> Notes(SummaryTable summary, string best)
    {
        var groups = summary.Groups.SelectMany(row => row).OfType<SummaryGroup>().ToArray();
        var figures = groups.SelectMany(group => group.Figures).ToArray();
        var notes = new List<string>();
        if (Array.Exists(figures, figure => figure.IsBest))
            notes.Add(best);
        if (Array.Exists(figures, figure => figure.HalfWidth is not null))
            notes.Add("± 95 % interval of the mean over seeds");
        if (Array.Exists(figures, figure => figure is { Count: > 1, HalfWidth: null, Mean: not null }))
            notes.Add("(n) mean of n runs");
        if (Array.Exists(groups, group => group.AveragedAboveChance > 0))
            notes.Add(Array.Exists(groups, group => group is { AveragedAboveChance: > 0, Runs: > 1 }) ? "(k^) k of them ended above chance" : "^ ended above chance");
        if (notes.Count > 0)
            yield return string.Join(", ", notes);
        if (Standing(groups) is { Length: > 0 } standing)
            yield return standing;
        foreach (var boundary in summary.Boundaries)
            yield return boundary.Sentence();
    }

    /// <summary>Sentences about the runs that are left out of means, and about the completed runs that did not train.</summary>
    private static string Standing(SummaryGroup[] groups)
    {
        string[] leftOut = [.. groups.SelectMany(group => group.LeftOut).GroupBy(kind => kind.What, kind => kind.Count, StringComparer.Ordinal).Select(kind => $"{Number(kind.Sum())} {kind.Key}")];
        var (aboveChance, notImproved) = (groups.Sum(group => group.AboveChance), groups.Sum(group => group.NotImproved));
        string[] doubtful = [.. new[] { (Count: aboveChance, What: "ended above chance"), (Count: notImproved, What: "did not improve") }.Where(kind => kind.Count > 0).Select(kind => $"{Number(kind.Count)} {kind.What}")];
        string[] sentences =
        [
            .. leftOut.Length == 0 ? Array.Empty<string>() : [$"Left out of means, of {Number(groups.Sum(group => group.Runs))} runs: {string.Join(", ", leftOut)}."],
            .. doubtful.Length == 0 ? Array.Empty<string>() : [$"Of {Number(groups.Sum(group => group.Completed))} completed runs {string.Join(" and ", doubtful)}."],
        ];
        return string.Join(' ', sentences);

        static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
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
        _ => ParameterText.Of(value),
    };
}
