using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;
using Sweeps.Tables;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>The learning rate's schedule, stored as its name and, where it has numbers, these in their order: <c>constant</c>, <c>step(0.5, 0.1)</c>.</summary>
internal sealed class ScheduleType(ParameterSet set) : ParameterType
{
    private readonly ConcurrentDictionary<string, LearningRateSchedule> _parsed = new(StringComparer.Ordinal);

    public override ColumnType Column => ColumnType.String;

    public override string Description =>
        Wording.OneOf([.. Words.Select(schedule => schedule.Name), .. Shapes.Select(Example)]);

    /// <summary>Those that are written as a word; the others are mappings.</summary>
    public override IReadOnlyList<string> Offered => [.. Words.Select(schedule => schedule.Name)];

    internal override IReadOnlyList<string> ChosenNames => [.. All.Names];

    private Catalogue<ScheduleDescriptor> All => set.Models.Schedules;

    /// <summary>Those that can be written as their name.</summary>
    private IEnumerable<ScheduleDescriptor> Words => All.Where(schedule => schedule.List is null && schedule.Numbers.All(number => number.Default is not null));

    /// <summary>Those that can be written with numbers.</summary>
    private IEnumerable<ScheduleDescriptor> Shapes => All.Where(schedule => schedule.Numbers.Count > 0);

    internal override object? Read(Node node, string name, ErrorList errors)
    {
        if (node is ScalarNode scalar)
        {
            return Words.FirstOrDefault(schedule => schedule == All.Find(scalar.Text)) is { } word
                ? Stored(word, word.Numbers.Select(number => number.Default!.Value))
                : Refuse(node, name, errors);
        }

        if (node is not MappingNode { Entries: [var entry] })
            return Refuse(node, name, errors);
        if (Shapes.FirstOrDefault(schedule => schedule == All.Find(entry.Key.Text)) is not { } shape)
        {
            errors.Add(entry.Key.Mark, $"{name} cannot be {Wording.Quote(entry.Key.Text)}; it must be {Description}{Wording.Suggest(entry.Key.Text, [.. Shapes.Select(schedule => schedule.Name)])}");
            return null;
        }

        return ReadShape(shape, entry, $"{name}.{entry.Key.Text}", errors);
    }

    internal override string Suggest(ScalarNode scalar) => All.Find(scalar.Text) is { Numbers.Count: > 0 } shape
        ? $"; {shape.Name} is written with its numbers: {Example(shape)}"
        : Wording.Suggest(scalar.Text, [.. All.Names]);

    internal override string ChosenName(string stored) => Parse(stored).Kind;

    internal override Node Write(object value)
    {
        var schedule = Parse((string)value);
        var shape = All.Get(schedule.Kind);
        if (shape.Numbers.Count == 0 && shape.List is null)
            return Plain(shape.Name);
        var options = shape.Numbers.Select((number, i) => new MappingEntry(Plain(number.Name), Plain(Wording.Number(schedule.Numbers[i])))).ToList();
        if (shape.List is { } list)
            options.Add(new(Plain(list.Name), new SequenceNode(SourceMark.None, [.. schedule.Numbers.ToArray().Skip(shape.Numbers.Count).Select(number => Plain(Wording.Number(number)))])));
        return new MappingNode(SourceMark.None, [new(Plain(shape.Name), new MappingNode(SourceMark.None, options))]);

        static ScalarNode Plain(string text) => new(SourceMark.None, text, IsPlain: true, null);
    }

    private string? ReadShape(ScheduleDescriptor shape, MappingEntry entry, string name, ErrorList errors)
    {
        string[] keys = [.. shape.Numbers.Select(number => number.Name), .. shape.List is { } list ? [list.Name] : (string[])[]];
        if (entry.Value is not MappingNode options)
        {
            errors.Add(entry.Value.Mark, $"{name} is {entry.Value.Described}; it must be a mapping with {Wording.AllOf(keys)}");
            return null;
        }

        var before = errors.Count;
        var unknown = options.Entries.Where(option => !keys.Contains(option.Key.Text, StringComparer.Ordinal)).ToList();
        foreach (var option in unknown)
            errors.Add(option.Key.Mark, $"{name} has no key {Wording.Quote(option.Key.Text)}; allowed: {string.Join(", ", keys)}{KeyAdvice.For(set, KeyScope.Schedule, option.Key.Text, keys).Text}");
        // A missing key may be misspelt.
        var values = shape.Numbers.Select(number => options[number.Name] is { } value ? TypeOf(number).Read(value, $"{name}.{number.Name}", errors)
            : number.Default is { } usual ? usual
            : unknown.Count > 0 ? null
            : Missing(entry.Key.Mark, $"{name}.{number.Name}", errors)).ToList();
        if (shape.List is not null)
            values.AddRange(ReadList(shape.List, options, entry.Key.Mark, name, errors));
        return errors.Count > before ? null : Stored(shape, values.Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<object> ReadList(ScheduleNumber list, MappingNode options, SourceMark mark, string name, ErrorList errors)
    {
        if (options[list.Name] is not { } node)
        {
            _ = Missing(mark, $"{name}.{list.Name}", errors);
            return [];
        }

        if (node is not SequenceNode { Items.Count: > 0 } sequence)
        {
            errors.Add(node.Mark, $"{name}.{list.Name} is {node.Described}; it must be a list of numbers");
            return [];
        }

        // In one order, so that the same milestones are the same run.
        return sequence.Items.Select(item => TypeOf(list).Read(item, $"{name}.{list.Name}", errors)).OfType<object>().Order();
    }

    private static object? Missing(SourceMark mark, string name, ErrorList errors)
    {
        errors.Add(mark, $"{name} is missing");
        return null;
    }

    internal override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
        [
            new JsonObject { ["enum"] = new JsonArray([.. Words.SelectMany(NamesOf).Select(name => (JsonNode)name)]) },
            .. Shapes.SelectMany(schedule => NamesOf(schedule).Select(name => Schema(schedule, name))),
        ]),
    };

    /// <summary>The schedule of a stored text: the same object for the same text.</summary>
    internal LearningRateSchedule Parse(string stored) => _parsed.GetOrAdd(stored, static text =>
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        double[] numbers = open < 0 ? [] : [.. text[(open + 1)..^1].Split(", ").Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return new LearningRateSchedule(open < 0 ? text : text[..open], numbers);
    });

    /// <summary>Whether every step of a run has the factor 1.</summary>
    internal bool IsConstantOver(string stored, int steps)
    {
        var schedule = Parse(stored);
        return All.Get(schedule.Kind).IsConstantOver(schedule.Numbers, steps);
    }

    private static string Stored(ScheduleDescriptor schedule, IEnumerable<double> numbers) => schedule.Numbers.Count == 0 && schedule.List is null
        ? schedule.Name
        : $"{schedule.Name}({string.Join(", ", numbers.Select(Wording.Number))})";

    private static string Example(ScheduleDescriptor schedule)
    {
        var numbers = schedule.Numbers.Select(number => $"{number.Name}: {Wording.Number(number.Example)}");
        if (schedule.List is { } list)
            numbers = numbers.Append($"{list.Name}: [{Wording.Number(list.Example)}]");
        return $"{{ {schedule.Name}: {{ {string.Join(", ", numbers)} }} }}";
    }

    private static ParameterType TypeOf(ScheduleNumber number) =>
        number.IsWhole ? new IntegerType((long)number.Minimum, (long)number.Maximum) : new NumberType(number.Minimum, number.Maximum);

    private static IEnumerable<string> NamesOf(ScheduleDescriptor schedule) => schedule.Aliases.Prepend(schedule.Name);

    private static JsonObject ListSchema(ScheduleNumber list) => new()
    {
        ["type"] = "array",
        ["minItems"] = 1,
        ["items"] = TypeOf(list).Schema(),
    };

    private static JsonNode Schema(ScheduleDescriptor schedule, string name) => new JsonObject
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
                ["required"] = new JsonArray([.. schedule.Numbers.Where(number => number.Default is null).Select(number => (JsonNode)number.Name), .. schedule.List is { } list ? [list.Name] : (JsonNode[])[]]),
                ["properties"] = new JsonObject(
                [
                    .. schedule.Numbers.Select(number => KeyValuePair.Create(number.Name, (JsonNode?)TypeOf(number).Schema())),
                    .. schedule.List is { } numbers ? [KeyValuePair.Create(numbers.Name, (JsonNode?)ListSchema(numbers))] : (KeyValuePair<string, JsonNode?>[])[],
                ]),
            },
        },
    };
}
