using Sweeps.Core.Definitions.Grid;
using Sweeps.Core.Definitions.Parameters;
using Sweeps.Core.Definitions.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads the values of an axis: a list, a range, or seeds by count.</summary>
internal static class AxisReader
{
    private static readonly IntegerType Count = new(1, int.MaxValue);
    private static readonly IntegerType Steps = new(2, int.MaxValue);
    private static readonly NameType Scale = new("linear", "log");

    /// <summary>The values, or null with an error added.</summary>
    public static AxisValues? Read(Parameter parameter, Node node, Reading reading)
    {
        switch (node)
        {
            case SequenceNode { Items: [_, ..] items }:
                var values = items.Select(item => reading.Read(parameter, item)).ToArray();
                return Array.TrueForAll(values, value => value is not null) ? new AxisValues(values.Length, index => values[index]!) : null;
            case MappingNode mapping when parameter == TrainParameters.Seed && mapping["count"] is not null:
                return ReadSeeds(parameter, mapping, reading);
            case MappingNode mapping when parameter.Type.IsNumeric:
                return ReadRange(parameter, mapping, reading);
            default:
                var forms = parameter == TrainParameters.Seed ? "a list, a range { from: 1, to: 5, steps: 5 } or { count: 5, from: 1 }"
                    : parameter.Type.IsNumeric ? "a list or a range { from: 0.1, to: 1.0, steps: 5, scale: log }"
                    : "a list";
                var hint = node is ScalarNode { Text.Length: > 0 and < 40 } scalar ? $"; a single value is a list of one: [{scalar.Text}]" : "";
                reading.Errors.Add(node.Mark, $"the axis {parameter.ShortName} is {node.Described}; it must be {forms} with at least one value{hint}");
                return null;
        }
    }

    private static AxisValues? ReadSeeds(Parameter parameter, MappingNode mapping, Reading reading)
    {
        reading.CheckKeys(mapping, $"the axis {parameter.ShortName}", "count", "from");
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
        reading.CheckKeys(mapping, name, "from", "to", "steps", "scale");
        foreach (var key in new[] { "from", "to", "steps" })
            if (mapping[key] is null)
                reading.Errors.Add(mapping.Mark, $"{name} has no '{key}'; a range is {{ from: 0.1, to: 1.0, steps: 5, scale: linear }}, scale linear or log");
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
}
