using System.Text.Json.Nodes;
using Sweeps.Core.Outcomes.Measures;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>The JSON Schema of <c>measures</c>.</summary>
internal static class MeasuresSchema
{
    /// <summary>The pattern of a measure's name.</summary>
    public const string Name = "^[A-Za-z][A-Za-z0-9_]{0,99}$";

    public static JsonObject Create() => new()
    {
        ["type"] = new JsonArray("object", "null"),
        ["propertyNames"] = new JsonObject { ["pattern"] = Name, ["not"] = new JsonObject { ["enum"] = new JsonArray([.. MeasureCatalogue.Names.Select(name => (JsonNode)name), "cell", "run"]) } },
        ["additionalProperties"] = new JsonObject { ["oneOf"] = new JsonArray([Series(), .. PairKind.All.Select(Pair), Kind()]) },
        ["description"] = "Values that stand for a run, besides those that every run has: columns of runs.parquet.",
    };

    private static JsonObject Series() => Form("of", new JsonObject
    {
        ["of"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["description"] = "loss, or a column of a handler's table: dead_units.fraction_dead." },
        ["take"] = new JsonObject { ["anyOf"] = new JsonArray([new JsonObject { ["enum"] = new JsonArray([.. TakeKind.All.Where(kind => kind.Least is null).Select(kind => (JsonNode)kind.Name)]) }, .. TakeKind.All.Where(kind => kind.Least is not null).Select(Counted)]), ["default"] = TakeKind.Last.Name },
        ["over_layers"] = MeasuresReader.OverLayers.Schema(),
        ["tensor"] = OneOrMore(MeasuresReader.Tensor.Schema()),
        ["modules"] = OneOrMore(new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9_.*]{1,100}$" }),
        ["layers"] = OneOrMore(MeasuresReader.Layer.Schema()),
    });

    private static JsonObject Pair(PairKind kind) => Form(kind.Name, new JsonObject
    {
        [kind.Name] = new JsonObject { ["type"] = "array", ["minItems"] = 2, ["maxItems"] = 2, ["items"] = new JsonObject { ["type"] = new JsonArray("string", "number") }, ["description"] = kind.Summary },
    });

    private static JsonObject Kind() => Form("kind", new JsonObject { ["kind"] = new JsonObject { ["type"] = "string", ["description"] = "A measure of a plugin." } });

    private static JsonObject Counted(TakeKind kind) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray(kind.Name),
        ["properties"] = new JsonObject { [kind.Name] = new JsonObject { ["type"] = "integer", ["minimum"] = kind.Least, ["description"] = kind.Summary } },
    };

    private static JsonObject OneOrMore(JsonObject value) =>
        new() { ["anyOf"] = new JsonArray(value, new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = value.DeepClone() }, new JsonObject { ["type"] = "null" }) };

    private static JsonObject Form(string required, JsonObject properties)
    {
        properties["unit"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean", "null"), ["maxLength"] = 200 };
        properties["better"] = MeasuresReader.Better.Schema();
        properties["description"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean", "null"), ["maxLength"] = 200 };
        return new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["required"] = new JsonArray(required), ["properties"] = properties };
    }
}
