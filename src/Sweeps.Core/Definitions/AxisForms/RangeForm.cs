using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Core.Axes;
using Sweeps.Core.Definitions.Sections;
using Sweeps.Core.Parameters;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;
using Sweeps.Tables;

namespace Sweeps.Core.Definitions.AxisForms;

/// <summary><c>{ from: 0.1, to: 1.0, steps: 5, scale: log }</c></summary>
internal sealed class RangeForm : AxisForm
{
    private static readonly string[] Keys = ["from", "to", "steps", "scale"];
    private static readonly IntegerType Steps = new(2, int.MaxValue);
    /// <summary>The values of <c>scale</c>.</summary>
    internal static readonly NameType Scale = new("linear", "log")
    {
        Hints = () =>
        [
            new("log", null, "logarithmic", "log10", "geometric", "geom", "exp", "exponential", "loguniform"),
            new("linear", null, "lin", "arithmetic", "uniform", "none"),
        ],
    };

    public override string Summary => "Of numbers, evenly spaced values with both ends: `{ from: 0.1, to: 1.0, steps: 5, scale: linear }`; the scale is `linear` or `log`.";

    public override bool IsFor(Parameter parameter, ParameterSet set) => parameter.Type.IsNumeric;

    public override string Describe(Parameter parameter) => parameter.Type.Column is ColumnType.Int64
        ? "a range { from: 1, to: 5, steps: 5 }"
        : "a range { from: 0.1, to: 1.0, steps: 5, scale: log }";

    public override bool Is(Node node) => node is MappingNode;

    public override AxisValues? Read(Parameter parameter, Node node, Reading reading)
    {
        var mapping = (MappingNode)node;
        var before = reading.Errors.Count;
        if (!HasItsKeys(parameter, mapping, reading))
            return null;
        var from = ReadEnd("from");
        var to = ReadEnd("to");
        var steps = mapping["steps"] is { } stepsNode ? Steps.Read(stepsNode, $"{parameter.ShortName}.steps", reading.Errors) : null;
        var log = mapping["scale"] is { } scaleNode && Scale.Read(scaleNode, $"{parameter.ShortName}.scale", reading.Errors) is "log";
        if (log && Math.Min(from, to) <= 0)
            reading.Errors.Add(mapping.Mark, $"the axis {parameter.ShortName} has the scale log, so both ends must be above 0");
        if (reading.Errors.Count > before)
            return null;
        reading.Note(parameter, parameter.Type.FromNumber(from)!, mapping.Mark);
        reading.Note(parameter, parameter.Type.FromNumber(to)!, mapping.Mark);
        return log ? RangeValues.Logarithmic(parameter.Type, from, to, (int)steps!) : RangeValues.Linear(parameter.Type, from, to, (int)steps!);

        double ReadEnd(string key) => mapping[key] is { } end && parameter.Type.Read(end, $"{parameter.ShortName}.{key}", reading.Errors) is { } value
            ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
            : double.NaN;
    }

    public override JsonObject Schema(Parameter parameter, JsonObject value)
    {
        var range = Mapping(["from", "to", "steps"], new JsonObject
        {
            ["from"] = parameter.Type.Schema(),
            ["to"] = parameter.Type.Schema(),
            ["steps"] = new JsonObject { ["type"] = "integer", ["minimum"] = 2 },
            ["scale"] = new JsonObject { ["enum"] = new JsonArray("linear", "log") },
        });
        range["if"] = new JsonObject { ["required"] = new JsonArray("scale"), ["properties"] = new JsonObject { ["scale"] = new JsonObject { ["const"] = "log" } } };
        range["then"] = new JsonObject { ["properties"] = new JsonObject { ["from"] = AboveZero(), ["to"] = AboveZero() } };
        return range;
    }

    private static JsonObject AboveZero() => new() { ["exclusiveMinimum"] = 0 };

    // An axis in the form of another tool is one error, not one for each wrong or missing key.
    private static bool HasItsKeys(Parameter parameter, MappingNode mapping, Reading reading)
    {
        var name = $"the axis {parameter.ShortName}";
        var foreign = mapping.Entries.FirstOrDefault(entry => !Keys.Contains(entry.Key.Text, StringComparer.Ordinal))?.Key;
        var missing = Keys[..3].Where(key => mapping[key] is null).ToList();
        if (foreign is not null && missing.Count > 0 && ForeignAxis.Translate(parameter, mapping) is { } axis)
        {
            reading.Errors.Add(foreign.Mark, $"{name} has no key {Wording.Quote(foreign.Text)}; it must be {AxisReader.Forms(parameter, reading)}; write {parameter.ShortName}: {axis}");
            return false;
        }

        if (foreign is not null && missing.Count == 3 && reading.Parameters.Find(foreign.Text) is { } inner)
        {
            reading.Errors.Add(foreign.Mark, $"{name} has no key {Wording.Quote(foreign.Text)}; axes stand in grid without their sections: {inner.ShortName}: [..]");
            return false;
        }

        if (foreign is not null)
            return reading.CheckKeys(mapping, name, KeyScope.Range, Keys).Count == 0 && missing.Count == 0;
        if (missing.Count == 0)
            return true;
        reading.Errors.Add(mapping.Mark, $"{name} has no {string.Join(" and no ", missing.Select(key => $"'{key}'"))}; a range is {{ from: 0.1, to: 1.0, steps: 5, scale: linear }}, scale linear or log");
        return false;
    }
}
