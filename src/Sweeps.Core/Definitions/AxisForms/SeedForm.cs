using System.Text.Json.Nodes;
using Sweeps.Core.Axes;
using Sweeps.Core.Definitions.Sections;
using Sweeps.Core.Parameters;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.AxisForms;

/// <summary><c>{ count: 5, from: 1 }</c></summary>
internal sealed class SeedForm : AxisForm
{
    private static readonly IntegerType Count = new(1, int.MaxValue);

    public override string Summary => "Of seeds, so many that follow each other: `{ count: 5, from: 1 }`; without `from`, from 1 on.";

    public override bool IsFor(Parameter parameter, ParameterSet set) => parameter == set.Train.Seed;

    public override string Describe(Parameter parameter) => "{ count: 5, from: 1 }";

    public override bool Is(Node node) => node is MappingNode mapping && mapping["count"] is not null;

    public override AxisValues? Read(Parameter parameter, Node node, Reading reading)
    {
        var mapping = (MappingNode)node;
        reading.CheckKeys(mapping, $"the axis {parameter.ShortName}", KeyScope.Range, "count", "from");
        var count = Count.Read(mapping["count"]!, $"{parameter.ShortName}.count", reading.Errors);
        var from = mapping["from"] is { } first ? parameter.Type.Read(first, $"{parameter.ShortName}.from", reading.Errors) : 1L;
        if (count is not int number || from is not long start)
            return null;
        reading.Note(parameter, start, mapping.Mark);
        if (parameter.Type.FromNumber(start + (double)number - 1) is not null)
            return new AxisValues(number, index => start + index);
        reading.Errors.Add(mapping.Mark, $"{parameter.ShortName} would end at {start + number - 1}; it must be {parameter.Description}");
        return null;
    }

    public override JsonObject Schema(Parameter parameter, JsonObject value) =>
        Mapping(["count"], new JsonObject { ["count"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1 }, ["from"] = parameter.Type.Schema() });
}
