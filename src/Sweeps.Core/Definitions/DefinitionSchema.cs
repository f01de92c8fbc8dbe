using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweeps.Core.Definitions.AxisForms;
using Sweeps.Core.Definitions.Sections;
using Sweeps.Core.Engines;
using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Definitions;

/// <summary>A JSON Schema (draft 7, which editors' YAML support reads) of definitions, made of the parameters and the handlers there are.</summary>
/// <remarks>The reader also refuses everything that the schema refuses. The schema cannot check relations between values (lengths in a zip, data, expressions).</remarks>
public sealed class DefinitionSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ParameterSet _parameters;

    private DefinitionSchema(ParameterSet parameters) => _parameters = parameters;

    /// <summary>The schema of definitions that can name what a catalogue holds, as JSON text.</summary>
    public static string Create(SweepCatalogue catalogue) => new DefinitionSchema(catalogue.Parameters).Build(catalogue.Handlers.Kinds, catalogue.Engines).ToJsonString(Indented) + "\n";

    private JsonObject Build(IReadOnlyList<IHandlerKind> kinds, EngineCatalogue engines)
    {
        var properties = new JsonObject
        {
            ["name"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9_][A-Za-z0-9._-]*(?<!\\.)$", ["maxLength"] = NameRules.Longest, ["description"] = "The results folder: letters, digits, '-', '_' and '.'." },
            ["title"] = Text("For people.", "string", "number", "boolean", "null"),
        };
        var file = new JsonObject { ["type"] = "string", ["minLength"] = 1 };
        properties[ParameterSet.ExtendsKey] = new JsonObject
        {
            ["anyOf"] = new JsonArray(file, new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = file.DeepClone() }, new JsonObject { ["type"] = "null" }),
            ["description"] = "The definitions that this one is put on top of: paths relative to this file. Of several, the later ones count.",
        };
        properties[ParameterSet.EngineKey] = new JsonObject { ["enum"] = Names(engines.Names), ["default"] = engines.Default.Name, ["description"] = $"What trains the networks. {string.Join(' ', engines.Select(engine => $"{engine.Name}: {engine.Summary}"))}" };
        properties["title"]!["maxLength"] = DefinitionReader.LongestTitle;
        foreach (var parameter in _parameters.All)
            Place(properties, parameter);
        var dataset = (JsonObject)properties["dataset"]!["properties"]!;
        dataset["sha256"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9A-Fa-f]{64}$", ["description"] = "The checksum that the list must have." };
        properties[ParameterSet.PresetsKey] = Optional(new JsonObject
        {
            ["description"] = "Names that set several parameters. preset chooses one, and is an axis, too.",
            ["propertyNames"] = new JsonObject { ["pattern"] = "^(?!none$)[A-Za-z0-9_][A-Za-z0-9_-]*$", ["maxLength"] = 100 },
            ["additionalProperties"] = Optional(Fixed([], new(ByEveryName("value").Where(one => one.Key is not "preset").Select(one => KeyValuePair.Create(one.Key, (JsonNode?)OrTakenAway(one.Value!.DeepClone())))))),
        });
        properties["grid"] = Optional(Axes("The product of these axes, the first one slowest."));
        properties["zip"] = List(Axes("Axes that advance together.", atLeast: 1), "Groups of axes that advance together, each as one more axis.");
        properties["include"] = List(Pattern(), "Cells added to the grid.");
        properties["exclude"] = List(Pattern(), "Cells taken out.");
        properties["where"] = Text("A condition that every cell satisfies: depth <= 8 or norm != 'none'.", "string", "boolean", "null");
        properties["where"]!["pattern"] = "\\S";
        properties[EvaluateReader.Key] = EvaluateReader.Schema();
        properties["handlers"] = List(Handler(kinds), "What is looked at while networks train.");
        properties["findings"] = FindingsReader.Schema();
        properties["measures"] = MeasuresSchema.Create();
        properties["summary"] = Optional(Summary());
        properties["save"] = new JsonObject { ["enum"] = new JsonArray("model", "none"), ["description"] = "Whether models are saved." };
        properties["report"] = new JsonObject
        {
            ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "boolean" }, Fixed([], new JsonObject { ["detail"] = List(Pattern(), "Runs of which the report shows everything, besides those that it chooses itself.") })),
            ["description"] = "Whether a report is written after the run, and which runs it shows in detail.",
        };
        properties[ComposedDefinition.BaseKey] = new JsonObject { ["type"] = "string", ["minLength"] = 1 };
        properties["max_cells"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = int.MaxValue, ["default"] = SweepDefinition.DefaultMaxCells };
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "A sweep",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
            // What a definition that extends others does not have, they may have: a name, a part of the split, measures.
            ["if"] = Lacks(ParameterSet.ExtendsKey),
            ["then"] = new JsonObject
            {
                ["required"] = new JsonArray("name"),
                ["properties"] = Within("dataset", "split", WithTrain()),
                // A definition without measures can show only those that every run has.
                ["if"] = Lacks("measures"),
                ["then"] = new JsonObject { ["properties"] = Within("summary", "values", Values()) },
            },
            ["definitions"] = new JsonObject
            {
                // Under properties, a parameter may have the name of a keyword.
                ["value"] = new JsonObject { ["properties"] = new JsonObject(_parameters.All.Select(parameter => KeyValuePair.Create(parameter.ShortName, (JsonNode?)Value(parameter)))) },
                ["axis"] = new JsonObject { ["properties"] = new JsonObject(_parameters.All.Select(parameter => KeyValuePair.Create(parameter.ShortName, (JsonNode?)Axis(parameter)))) },
            },
        };
    }

    private static JsonObject Lacks(string key) => new() { ["not"] = new JsonObject { ["required"] = new JsonArray(key) } };

    // What says how rows are divided, and not in which parts, leaves the parts at their defaults.
    private static JsonObject WithTrain() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["required"] = new JsonArray("train") },
            new JsonObject { ["type"] = "object", ["minProperties"] = 1, ["propertyNames"] = new JsonObject { ["enum"] = new JsonArray("stratify", "column", "group") } }),
    };

    private static JsonObject Within(string section, string key, JsonObject schema) =>
        new() { [section] = new JsonObject { ["properties"] = new JsonObject { [key] = schema } } };

    private static void Place(JsonObject properties, Parameter parameter)
    {
        var keys = parameter.Name.Split('.');
        foreach (var key in keys[..^1])
        {
            if (properties[key] is not JsonObject section)
                properties[key] = section = Optional(new JsonObject { ["additionalProperties"] = false, ["properties"] = new JsonObject() });
            properties = (JsonObject)section["properties"]!;
        }

        properties[keys[^1]] = OrTakenAway(Reference("value", parameter));
    }

    private static JsonObject Value(Parameter parameter)
    {
        var schema = parameter.Type.Schema();
        if (parameter.AutoWord is { } word)
            schema = new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["const"] = word }) };
        schema["description"] = parameter.NoEffect is null ? parameter.Summary : $"{parameter.Summary} Without effect {parameter.NoEffect}.";
        schema["default"] = parameter.Default is { } value ? Typed(value) : parameter.AutoWord;
        return schema;
    }

    private static JsonValue Typed(object value) => value switch
    {
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        _ => throw new InvalidOperationException($"A default of the type {value.GetType().Name} has no form in JSON."),
    };

    private JsonObject Axis(Parameter parameter) => new()
    {
        ["anyOf"] = new JsonArray([.. AxisFormCatalogue.For(parameter, _parameters).Select(form => (JsonNode)form.Schema(parameter, Reference("value", parameter)))]),
    };

    private JsonObject Axes(string description, int atLeast = 0)
    {
        var axes = Fixed([], new(ByEveryName("axis").Select(axis => KeyValuePair.Create(axis.Key, (JsonNode?)OrTakenAway(axis.Value!.DeepClone())))));
        axes["description"] = description;
        if (atLeast > 0)
            axes["minProperties"] = atLeast;
        return axes;
    }

    /// <summary>A key without a value takes that of a definition that is extended away.</summary>
    private static JsonObject OrTakenAway(JsonNode schema) => new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };

    private JsonObject Pattern()
    {
        var pattern = Fixed([], ByEveryName("value"));
        pattern["minProperties"] = 1;
        return pattern;
    }

    private JsonObject ByEveryName(string definition) => new(_parameters.All
        .SelectMany(parameter => _parameters.NamesOf(parameter).Select(name => KeyValuePair.Create(name, (JsonNode?)Reference(definition, parameter)))));

    private static JsonObject Handler(IReadOnlyList<IHandlerKind> kinds)
    {
        var one = Fixed([], new JsonObject(kinds.Select(kind => KeyValuePair.Create(kind.Name, (JsonNode?)Optional(Options(kind))))));
        one["minProperties"] = 1;
        one["maxProperties"] = 1;
        return new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = Names(kinds.Select(kind => kind.Name)) }, one) };
    }

    private static JsonObject Options(IHandlerKind kind)
    {
        var step = new JsonObject { ["type"] = "integer" };
        var count = new JsonObject { ["type"] = "integer", ["minimum"] = 1 };
        var properties = new JsonObject
        {
            ["every"] = count.DeepClone(),
            ["at"] = new JsonObject { ["anyOf"] = new JsonArray(step, new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = step.DeepClone() }) },
            ["first"] = count.DeepClone(),
            ["last"] = count.DeepClone(),
            ["name"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9_][A-Za-z0-9_-]*$", ["maxLength"] = NameRules.Longest },
        };
        foreach (var option in kind.Options)
        {
            var schema = OptionReader.IsList(option) ? ListOf(option) : OptionReader.TypeOf(option).Schema();
            schema["description"] = option.Summary;
            properties[option.Name] = schema;
        }

        var options = Fixed([], properties);
        options["description"] = kind.Summary;
        return options;
    }

    private static JsonObject ListOf(HandlerOption option)
    {
        var value = OptionReader.TypeOf(option).Schema();
        var list = new JsonObject { ["type"] = "array", ["minItems"] = option.Length ?? 1, ["items"] = value };
        if (option.IsDistinct || option.Type == OptionType.Names)
            list["uniqueItems"] = true;
        if (option.Length is { } length)
            list["maxItems"] = length;
        // A list of one may be written as its value.
        return option.Length is null or 1 ? new JsonObject { ["anyOf"] = new JsonArray(value.DeepClone(), list) } : list;
    }

    private static JsonObject OneOrMore(JsonObject name, int atLeast = 0) => new()
    {
        ["anyOf"] = new JsonArray(name, new JsonObject { ["type"] = "array", ["minItems"] = atLeast, ["items"] = name.DeepClone(), ["uniqueItems"] = true }, new JsonObject { ["type"] = "null" }),
    };

    private JsonObject ValueNames() => new() { ["enum"] = Names(MeasureCatalogue.Names.Concat(_parameters.All.SelectMany(_parameters.NamesOf))) };

    private JsonObject Values() => OneOrMore(ValueNames(), atLeast: 1);

    private JsonObject Summary()
    {
        var parameters = _parameters.All.SelectMany(_parameters.NamesOf).ToList();
        return Fixed([], new JsonObject
        {
            ["rows"] = OneOrMore(new JsonObject { ["enum"] = Names(parameters) }),
            ["columns"] = OneOrMore(new JsonObject { ["enum"] = Names(parameters) }),
            ["values"] = OneOrMore(new JsonObject { ["anyOf"] = new JsonArray(ValueNames(), new JsonObject { ["type"] = "string", ["pattern"] = MeasuresSchema.Name }) }, atLeast: 1),
            ["boundary"] = OneOrMore(new JsonObject { ["type"] = "string", ["pattern"] = MeasuresSchema.Name }, atLeast: 1),
            ["report"] = new JsonObject { ["type"] = "boolean" },
        });
    }

    private static JsonObject Fixed(IEnumerable<string> required, JsonObject properties)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (Names(required) is { Count: > 0 } names)
            schema["required"] = names;
        return schema;
    }

    // A section whose lines are all comments has the value null and counts as absent.
    private static JsonObject Optional(JsonObject schema)
    {
        schema["type"] = new JsonArray("object", "null");
        return schema;
    }

    private static JsonObject List(JsonObject items, string description) =>
        new() { ["type"] = new JsonArray("array", "null"), ["items"] = items, ["description"] = description };

    private static JsonObject Text(string description, params string[] types) => new() { ["type"] = Names(types), ["description"] = description };

    private static JsonObject Reference(string definition, Parameter parameter) => new() { ["$ref"] = $"#/definitions/{definition}/properties/{parameter.ShortName}" };

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)name)];
}
