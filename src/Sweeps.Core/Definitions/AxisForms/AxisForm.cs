using System.Text.Json.Nodes;
using Sweeps.Core.Axes;
using Sweeps.Core.Definitions.Sections;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.AxisForms;

/// <summary>A way to write the values of an axis, with its reader, its schema and its description for users.</summary>
internal abstract class AxisForm
{
    /// <summary>One sentence for the documentation.</summary>
    public abstract string Summary { get; }

    /// <summary>Whether the values of this parameter can be written so.</summary>
    public abstract bool IsFor(Parameter parameter, ParameterSet set);

    /// <summary>The form as messages name it, for a parameter that it is for: <c>a list</c>.</summary>
    public abstract string Describe(Parameter parameter);

    /// <summary>Whether a node is meant as this form.</summary>
    public abstract bool Is(Node node);

    /// <summary>The values of a node that is meant as this form, or null with an error added.</summary>
    public abstract AxisValues? Read(Parameter parameter, Node node, Reading reading);

    /// <summary>The JSON Schema of this form.</summary>
    /// <param name="parameter">A parameter that it is for.</param>
    /// <param name="value">The schema of one value.</param>
    public abstract JsonObject Schema(Parameter parameter, JsonObject value);

    /// <summary>A mapping with these keys and no others.</summary>
    private protected static JsonObject Mapping(IReadOnlyList<string> required, JsonObject properties) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = properties,
        ["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]),
    };
}

/// <summary>The forms of an axis.</summary>
internal static class AxisFormCatalogue
{
    /// <summary>All forms, in the order in which messages and the schema list them. If several fit what is written, the last one counts.</summary>
    public static IReadOnlyList<AxisForm> All { get; } = [new ListForm(), new RangeForm(), new SeedForm()];

    /// <summary>The forms of a parameter's values.</summary>
    public static IEnumerable<AxisForm> For(Parameter parameter, ParameterSet set) => All.Where(form => form.IsFor(parameter, set));
}
