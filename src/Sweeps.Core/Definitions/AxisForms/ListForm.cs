using System.Text.Json.Nodes;
using Sweeps.Core.Axes;
using Sweeps.Core.Definitions.Sections;
using Sweeps.Core.Parameters;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.AxisForms;

/// <summary><c>[0.1, 0.2]</c></summary>
internal sealed class ListForm : AxisForm
{
    public override string Summary => "A list of values: `[0.1, 0.2]`.";

    public override bool IsFor(Parameter parameter, ParameterSet set) => true;

    public override string Describe(Parameter parameter) => "a list";

    public override bool Is(Node node) => node is SequenceNode { Items: [_, ..] };

    public override AxisValues? Read(Parameter parameter, Node node, Reading reading)
    {
        var values = ((SequenceNode)node).Items.Select(item => reading.Read(parameter, item, ValueRole.AxisValue)).ToArray();
        return Array.TrueForAll(values, value => value is not null) ? new AxisValues(values.Length, index => values[index]!) : null;
    }

    public override JsonObject Schema(Parameter parameter, JsonObject value) => new() { ["type"] = "array", ["minItems"] = 1, ["items"] = value };
}
