using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweeps.Tables;

namespace Sweeps.Cli.Output;

/// <summary>What a verb prints as one JSON document: numbers as numbers, what is missing as null, what is not finite as the text NaN, Infinity or -Infinity.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Terminal terminal, JsonNode document) => terminal.Out.Write(document.ToJsonString(s_indented) + "\n");

    public static JsonNode? Value(object? value) => value switch
    {
        null => null,
        double number => double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(Unbounded(number)),
        float number => float.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(Unbounded(number)),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        string text => JsonValue.Create(text),
        double[] numbers => new JsonArray([.. numbers.Select(number => Value(number))]),
        string[] texts => Texts(texts),
        _ => throw new ArgumentException($"A {value.GetType().Name} has no form in JSON.", nameof(value)),
    };

    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)JsonValue.Create(text))];

    public static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> form) => [.. items.Select(form)];

    /// <summary>Rows of a table, an object each.</summary>
    public static JsonArray Rows(TableData table, int first, int count)
    {
        var rows = new JsonArray();
        for (var row = first; row < first + count; row++)
        {
            var item = new JsonObject();
            foreach (var column in table.Columns)
                item[column.Schema.Name] = Value(column.Boxed(row));
            rows.Add((JsonNode)item);
        }

        return rows;
    }

    private static string Unbounded(double number) => double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
}
