using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Definitions.Hints;
using Sweeps.Core.Definitions.Yaml;
using Sweeps.Core.Text;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Parameters;

/// <summary>One of a few names.</summary>
internal sealed class NameType(params IReadOnlyList<string> names) : ParameterType
{
    public override ColumnType Column => ColumnType.String;

    public override string Description => Wording.OneOf(names);

    public override IReadOnlyList<string> Names => names;

    internal override object? Read(Node node, string name, ErrorList errors)
    {
        if (node is not ScalarNode scalar)
            return Refuse(node, name, errors);
        return names.FirstOrDefault(one => string.Equals(one, scalar.Text, StringComparison.Ordinal)) ?? Refuse(node, name, errors);
    }

    internal override string Suggest(ScalarNode scalar) => Wording.Suggest(scalar.Text, names);

    internal override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };
}

/// <summary>The name of a shipped list or the path of one.</summary>
internal sealed class SourceType : ParameterType
{
    private const int Longest = 4096;

    public override ColumnType Column => ColumnType.String;

    public override string Description => "the name of a list or the path of a text file";

    internal override object? Read(Node node, string name, ErrorList errors) =>
        node is ScalarNode { Text.Length: > 0 and <= Longest } scalar && Scalars.KindOf(scalar) == ScalarKind.Text && !scalar.Text.Any(char.IsControl)
            ? scalar.Text
            : Refuse(node, name, errors);

    internal override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = Longest };
}

/// <summary>The name of a column.</summary>
internal sealed class ColumnNameType : ParameterType
{
    private const int Longest = 200;

    public override ColumnType Column => ColumnType.String;

    public override string Description => "the name of a column";

    internal override object? Read(Node node, string name, ErrorList errors) =>
        node is ScalarNode { Text.Length: > 0 and <= Longest } scalar && Scalars.KindOf(scalar) == ScalarKind.Text && !scalar.Text.Any(char.IsControl)
            ? scalar.Text
            : Refuse(node, name, errors);

    internal override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = Longest };
}

/// <summary>The order of a file's words or rows.</summary>
internal sealed class ShuffleType : ParameterType
{
    public override ColumnType Column => ColumnType.String;

    public override string Description => $"none, python:SEED or torch:SEED, the seed a whole number from 0 to {ulong.MaxValue} (torch: {uint.MaxValue})";

    internal override object? Read(Node node, string name, ErrorList errors) =>
        node is ScalarNode scalar && Shuffle.Parse(scalar.Text) is { } shuffle ? shuffle.ToString() : Refuse(node, name, errors);

    internal override string Suggest(ScalarNode scalar) => scalar.Text switch
    {
        "python" or "torch" => $"; without a seed there is no order: {scalar.Text}:42",
        _ when Scalars.KindOf(scalar) == ScalarKind.Integer => $"; say whose order it is: python:{scalar.Text} or torch:{scalar.Text}",
        _ => Wording.Suggest(scalar.Text.Split(':')[0], ["none", "python", "torch"]),
    };

    internal override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^(none|(python|torch):[0-9]{1,20})$" };
}

/// <summary>The learning rate's schedule, stored as <c>constant</c>, <c>step(at, factor)</c>, <c>cosine(factor)</c> or <c>linear(factor)</c>.</summary>
internal sealed class ScheduleType(ParameterSet set) : ParameterType
{
    private static readonly NumberType Fraction = new(0, 1);
    private static readonly NumberType Factor = new(0, 1e6);

    public override ColumnType Column => ColumnType.String;

    public override string Description =>
        "constant, cosine, linear, { step: { at: 0.5, factor: 0.1 } }, { cosine: { factor: 0.1 } } or { linear: { factor: 0.1 } }";

    internal override object? Read(Node node, string name, ErrorList errors)
    {
        if (node is ScalarNode scalar)
        {
            return scalar.Text switch
            {
                "constant" => "constant",
                "cosine" or "linear" => $"{scalar.Text}(0)",
                _ => Refuse(node, name, errors),
            };
        }

        if (node is not MappingNode { Entries: [var entry] })
            return Refuse(node, name, errors);
        if (entry.Key.Text is not ("step" or "cosine" or "linear"))
        {
            errors.Add(entry.Key.Mark, $"{name} cannot be {Wording.Quote(entry.Key.Text)}; it must be {Description}{Wording.Suggest(entry.Key.Text, ["step", "cosine", "linear"])}");
            return null;
        }

        return ReadShape(entry, $"{name}.{entry.Key.Text}", errors);
    }

    internal override string Suggest(ScalarNode scalar) => scalar.Text is "step"
        ? "; a step needs to know where and by how much"
        : Wording.Suggest(scalar.Text, ["constant", "cosine", "linear", "step"]);

    private string? ReadShape(MappingEntry entry, string name, ErrorList errors)
    {
        var shape = entry.Key.Text;
        string[] keys = shape is "step" ? ["at", "factor"] : ["factor"];
        if (entry.Value is not MappingNode options)
        {
            errors.Add(entry.Value.Mark, $"{name} is {entry.Value.Described}; it must be a mapping with {Wording.OneOf(keys).Replace(" or ", " and ", StringComparison.Ordinal)}");
            return null;
        }

        var before = errors.Count;
        var unknown = options.Entries.Where(option => !keys.Contains(option.Key.Text, StringComparer.Ordinal)).ToList();
        foreach (var option in unknown)
            errors.Add(option.Key.Mark, $"{name} has no key {Wording.Quote(option.Key.Text)}; allowed: {string.Join(", ", keys)}{KeyAdvice.For(set, KeyScope.Schedule, option.Key.Text, keys).Text}");
        // What is missing may stand there misspelt.
        var values = keys.Select(key => options[key] is { } value ? (key is "at" ? Fraction : Factor).Read(value, $"{name}.{key}", errors)
            : unknown.Count > 0 ? null
            : Missing(entry.Key.Mark, $"{name}.{key}", errors)).ToList();
        return errors.Count > before ? null : $"{shape}({string.Join(", ", values.Select(value => Wording.Number((double)value!)))})";
    }

    private static object? Missing(SourceMark mark, string name, ErrorList errors)
    {
        errors.Add(mark, $"{name} is missing");
        return null;
    }

    internal override JsonObject Schema()
    {
        static JsonObject Shape(string name, params (string Key, NumberType Type)[] keys) => new()
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray(name),
            ["properties"] = new JsonObject
            {
                [name] = new JsonObject
                {
                    ["type"] = "object",
                    ["additionalProperties"] = false,
                    ["required"] = new JsonArray([.. keys.Select(key => (JsonNode)key.Key)]),
                    ["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Key, (JsonNode?)key.Type.Schema()))),
                },
            },
        };
        return new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = new JsonArray("constant", "cosine", "linear") },
                Shape("step", ("at", Fraction), ("factor", Factor)),
                Shape("cosine", ("factor", Factor)),
                Shape("linear", ("factor", Factor))),
        };
    }

    /// <summary>The schedule that a stored text stands for.</summary>
    internal static LearningRateSchedule Parse(string stored)
    {
        var open = stored.IndexOf('(', StringComparison.Ordinal);
        double[] numbers = open < 0 ? [] : [.. stored[(open + 1)..^1].Split(", ").Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return (open < 0 ? stored : stored[..open]) switch
        {
            "constant" => LearningRateSchedule.Constant,
            "step" => new LearningRateSchedule(ScheduleKind.Step, numbers[0], numbers[1]),
            "cosine" => new LearningRateSchedule(ScheduleKind.Cosine, Factor: numbers[0]),
            "linear" => new LearningRateSchedule(ScheduleKind.Linear, Factor: numbers[0]),
            _ => throw new InvalidOperationException($"The parameters allow the schedule '{stored}', and the engine has no such value."),
        };
    }
}
