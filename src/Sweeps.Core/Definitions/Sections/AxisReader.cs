using Sweeps.Core.Axes;
using Sweeps.Core.Definitions.Hints;
using Sweeps.Core.Definitions.Yaml;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads the values of an axis: a list, a range, or seeds by count.</summary>
internal static class AxisReader
{
    private static readonly string[] RangeKeys = ["from", "to", "steps", "scale"];
    private static readonly IntegerType Count = new(1, int.MaxValue);
    private static readonly IntegerType Steps = new(2, int.MaxValue);
    private static readonly NameType Scale = new("linear", "log");

    /// <summary>The values, or null with an error added.</summary>
    public static AxisValues? Read(Parameter parameter, Node node, Reading reading)
    {
        switch (node)
        {
            case SequenceNode { Items: [_, ..] items }:
                var values = items.Select(item => reading.Read(parameter, item, ValueRole.AxisValue)).ToArray();
                return Array.TrueForAll(values, value => value is not null) ? new AxisValues(values.Length, index => values[index]!) : null;
            case MappingNode mapping when parameter == reading.Parameters.Train.Seed && mapping["count"] is not null:
                return ReadSeeds(parameter, mapping, reading);
            case MappingNode mapping when parameter.Type.IsNumeric:
                return ReadRange(parameter, mapping, reading);
            default:
                reading.Errors.Add(node.Mark, $"the axis {parameter.ShortName} is {node.Described}; it must be {Forms(parameter, reading)} with at least one value{Advice(parameter, node)}");
                return null;
        }
    }

    private static string Forms(Parameter parameter, Reading reading) => parameter == reading.Parameters.Train.Seed ? "a list, a range { from: 1, to: 5, steps: 5 } or { count: 5, from: 1 }"
        : parameter.Type.IsNumeric ? "a list or a range { from: 0.1, to: 1.0, steps: 5, scale: log }"
        : "a list";

    private static string Advice(Parameter parameter, Node node) => node switch
    {
        ScalarNode { Text.Length: > 0 } scalar => Listed(parameter, scalar),
        MappingNode mapping when ForeignAxis.Translate(parameter, mapping) is { } axis => $"; write {parameter.ShortName}: {axis}",
        _ => "",
    };

    // "0.1, 0.2" without brackets, and "[0.1, 0.2]" in quotes, are texts.
    private static string Listed(Parameter parameter, ScalarNode scalar)
    {
        var items = scalar.Text.Trim().TrimStart('[').TrimEnd(']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var list = Wording.Quote(string.Join(", ", items))[1..^1];
        if (items.Length == 1)
            return $"; a single value is a list of one: [{list}]";
        return items.All(item => parameter.Read(new ScalarNode(scalar.Mark, item, IsPlain: true, null), new ErrorList()) is not null)
            ? $"; a list stands in brackets, without quotes: [{list}]"
            : "";
    }

    private static AxisValues? ReadSeeds(Parameter parameter, MappingNode mapping, Reading reading)
    {
        reading.CheckKeys(mapping, $"the axis {parameter.ShortName}", KeyScope.Range, "count", "from");
        var count = Count.Read(mapping["count"]!, $"{parameter.ShortName}.count", reading.Errors);
        var from = mapping["from"] is { } node ? parameter.Type.Read(node, $"{parameter.ShortName}.from", reading.Errors) : 1L;
        if (count is not int number || from is not long first)
            return null;
        reading.Note(parameter, first, mapping.Mark);
        if (parameter.Type.FromNumber(first + (double)number - 1) is not null)
            return new AxisValues(number, index => first + index);
        reading.Errors.Add(mapping.Mark, $"{parameter.ShortName} would end at {first + number - 1}; it must be {parameter.Description}");
        return null;
    }

    private static AxisValues? ReadRange(Parameter parameter, MappingNode mapping, Reading reading)
    {
        var name = $"the axis {parameter.ShortName}";
        var before = reading.Errors.Count;
        if (!AreRangeKeys(parameter, mapping, reading))
            return null;
        var from = ReadEnd("from");
        var to = ReadEnd("to");
        var steps = mapping["steps"] is { } stepsNode ? Steps.Read(stepsNode, $"{parameter.ShortName}.steps", reading.Errors) : null;
        var log = mapping["scale"] is { } scaleNode && Scale.Read(scaleNode, $"{parameter.ShortName}.scale", reading.Errors) is "log";
        if (log && Math.Min(from, to) <= 0)
            reading.Errors.Add(mapping.Mark, $"{name} has the scale log, so both ends must be above 0");
        if (reading.Errors.Count > before)
            return null;
        reading.Note(parameter, parameter.Type.FromNumber(from)!, mapping.Mark);
        reading.Note(parameter, parameter.Type.FromNumber(to)!, mapping.Mark);
        return log ? RangeValues.Logarithmic(parameter.Type, from, to, (int)steps!) : RangeValues.Linear(parameter.Type, from, to, (int)steps!);

        double ReadEnd(string key) => mapping[key] is { } node && parameter.Type.Read(node, $"{parameter.ShortName}.{key}", reading.Errors) is { } value
            ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)
            : double.NaN;
    }

    // One mistake is one error: in an axis as another tool writes it, neither each of its keys nor each that it lacks.
    private static bool AreRangeKeys(Parameter parameter, MappingNode mapping, Reading reading)
    {
        var name = $"the axis {parameter.ShortName}";
        var foreign = mapping.Entries.FirstOrDefault(entry => !RangeKeys.Contains(entry.Key.Text, StringComparer.Ordinal))?.Key;
        var missing = RangeKeys[..3].Where(key => mapping[key] is null).ToList();
        if (foreign is not null && missing.Count > 0 && ForeignAxis.Translate(parameter, mapping) is { } axis)
        {
            reading.Errors.Add(foreign.Mark, $"{name} has no key {Wording.Quote(foreign.Text)}; it must be {Forms(parameter, reading)}; write {parameter.ShortName}: {axis}");
            return false;
        }

        if (foreign is not null && missing.Count == 3 && reading.Parameters.Find(foreign.Text) is { } inner)
        {
            reading.Errors.Add(foreign.Mark, $"{name} has no key {Wording.Quote(foreign.Text)}; axes stand in grid without their sections: {inner.ShortName}: [..]");
            return false;
        }

        if (foreign is not null)
            return reading.CheckKeys(mapping, name, KeyScope.Range, RangeKeys).Count == 0 && missing.Count == 0;
        if (missing.Count == 0)
            return true;
        reading.Errors.Add(mapping.Mark, $"{name} has no {string.Join(" and no ", missing.Select(key => $"'{key}'"))}; a range is {{ from: 0.1, to: 1.0, steps: 5, scale: linear }}, scale linear or log");
        return false;
    }
}
