using Sweeps.Core.Axes;
using Sweeps.Core.Definitions.AxisForms;
using Sweeps.Core.Parameters;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads the values of an axis, in whichever of <see cref="AxisFormCatalogue.All"/> they are written.</summary>
internal static class AxisReader
{
    /// <summary>The values, or null with an error added.</summary>
    public static AxisValues? Read(Parameter parameter, Node node, Reading reading)
    {
        // The more special forms stand at the end of the list.
        if (AxisFormCatalogue.For(parameter, reading.Parameters).LastOrDefault(form => form.Is(node)) is { } form)
            return form.Read(parameter, node, reading);
        reading.Errors.Add(node.Mark, $"the axis {parameter.ShortName} is {node.Described}; it must be {Forms(parameter, reading)} with at least one value{Advice(parameter, node)}");
        return null;
    }

    /// <summary>How the values of a parameter can be written, for messages.</summary>
    public static string Forms(Parameter parameter, Reading reading) =>
        Wording.OneOf([.. AxisFormCatalogue.For(parameter, reading.Parameters).Select(form => form.Describe(parameter))]);

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
}
