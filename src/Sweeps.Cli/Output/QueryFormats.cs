using System.Globalization;
using System.Text;
using System.Text.Json;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Text;
using Sweeps.Tables.Queries;

namespace Sweeps.Cli.Output;

/// <summary>How the rows of an answer are written.</summary>
internal static class QueryFormats
{
    public const string Json = "json";

    /// <summary>Rows of an aligned table, which is held in memory.</summary>
    private const int MostLines = 1000;

    /// <summary>By name, the default first.</summary>
    public static IReadOnlyDictionary<string, Action<Terminal, IQueryAnswer>> All { get; } = new OrderedDictionary<string, Action<Terminal, IQueryAnswer>>(StringComparer.Ordinal)
    {
        ["table"] = Aligned,
        ["markdown"] = (terminal, answer) => Markdown(terminal.Out, answer),
        ["csv"] = (terminal, answer) => Csv(terminal.Out, answer),
        [Json] = (terminal, answer) => Objects(terminal.Out, answer),
    };

    /// <summary>Four significant digits: the other formats have all.</summary>
    private static void Aligned(Terminal terminal, IQueryAnswer answer)
    {
        var table = new TextTable([.. answer.Columns.Select(column => column.Name)]).Right([.. answer.Columns.Index().Where(column => column.Item.IsNumber).Select(column => column.Index)]);
        long rows = 0;
        for (; answer.Read(); rows++)
            if (rows < MostLines)
                table.Add([.. Enumerable.Range(0, answer.Columns.Count).Select(column => Shown(answer.Value(column)))]);
        table.WriteTo(terminal.Out);
        if (rows > MostLines)
            terminal.Note($"{Quantity.Count(rows - MostLines)} more rows; --format csv writes all {Quantity.Count(rows)}.");
    }

    private static void Markdown(TextWriter writer, IQueryAnswer answer)
    {
        writer.WriteLine($"| {string.Join(" | ", answer.Columns.Select(column => Texts.Markdown(column.Name)))} |");
        writer.WriteLine($"| {string.Join(" | ", answer.Columns.Select(column => column.IsNumber ? "--:" : ":--"))} |");
        while (answer.Read())
            writer.WriteLine($"| {string.Join(" | ", answer.Columns.Index().Select(column => Texts.Markdown(Shown(answer.Value(column.Index)))))} |");
    }

    private static void Csv(TextWriter writer, IQueryAnswer answer)
    {
        writer.Write(string.Join(',', answer.Columns.Select(column => Texts.Csv(column.Name))) + "\n");
        while (answer.Read())
            writer.Write(string.Join(',', answer.Columns.Index().Select(column => CsvField.Of(answer.Value(column.Index)))) + "\n");
    }

    /// <summary>A list of objects, a line each.</summary>
    private static void Objects(TextWriter writer, IQueryAnswer answer)
    {
        var names = UniqueNames(answer.Columns);
        using var line = new MemoryStream();
        using var json = new Utf8JsonWriter(line);
        var start = "[\n";
        while (answer.Read())
        {
            json.WriteStartObject();
            for (var i = 0; i < names.Count; i++)
                JsonValues.Write(json, names[i], answer.Value(i));
            json.WriteEndObject();
            json.Flush();
            writer.Write(start + Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
            start = ",\n";
            json.Reset();
            line.SetLength(0);
        }

        writer.Write(start is "[\n" ? "[]\n" : "\n]\n");
    }

    /// <summary>An object has a name once: the second <c>loss</c> is <c>loss_2</c>.</summary>
    private static List<string> UniqueNames(IReadOnlyList<QueryColumn> columns)
    {
        var names = new List<string>();
        foreach (var column in columns)
        {
            var name = column.Name;
            for (var i = 2; names.Contains(name, StringComparer.Ordinal); i++)
                name = string.Create(CultureInfo.InvariantCulture, $"{column.Name}_{i}");
            names.Add(name);
        }

        return names;
    }

    private static string Shown(object? value) => value switch
    {
        string text => text,
        float number when float.IsFinite(number) => number.ToString("G4", CultureInfo.InvariantCulture),
        double number when double.IsFinite(number) => number.ToString("G4", CultureInfo.InvariantCulture),
        _ => CsvField.Of(value),
    };
}
