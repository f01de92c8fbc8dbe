using System.Text.Json.Nodes;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads <c>findings</c>: thresholds by name.</summary>
internal static class FindingsReader
{
    private static readonly NumberType Threshold = new(0, 1e9);

    public static FindingThresholds Read(Node? node, Reading reading)
    {
        var thresholds = FindingThresholds.Default;
        if (reading.Mapping(node, "findings") is not { } mapping)
            return thresholds;
        reading.CheckKeys(mapping, "findings", "findings", [.. FindingThresholds.Names.Select(name => name.Name)]);
        foreach (var entry in mapping.Entries)
            if (FindingThresholds.Names.FirstOrDefault(name => string.Equals(name.Name, entry.Key.Text, StringComparison.Ordinal)) is { } name
                && Threshold.Read(entry.Value, "findings." + name.Name, reading.Errors) is double value)
                thresholds = name.Set(thresholds, value);
        return thresholds;
    }

    public static JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (var name in FindingThresholds.Names)
        {
            var schema = Threshold.Schema();
            if (name.Get(FindingThresholds.Default) is { } value)
                schema["default"] = value;
            schema["description"] = name.Get(FindingThresholds.Default) is null ? $"{name.Summary} The default depends on the numbers of examples and units." : name.Summary;
            properties[name.Name] = schema;
        }

        return new JsonObject { ["type"] = new JsonArray("object", "null"), ["additionalProperties"] = false, ["properties"] = properties, ["description"] = "Thresholds for findings." };
    }
}
