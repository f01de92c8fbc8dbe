using System.Text.Json.Nodes;
using Sweeps.Core.Datasets.Columns;
using Sweeps.Core.Yaml;
using Sweeps.Tables;

namespace Sweeps.Core.Parameters;

/// <summary>The columns that a network sees: a list of names and patterns, or one of them.</summary>
internal sealed class FeaturesType : ParameterType
{
    private const int Longest = 200;
    private const int Most = 10_000;

    public override ColumnType Column => ColumnType.String;

    public override string Description => "all, or a list of names of columns and patterns such as [\"p*\", \"!id\"]";

    internal override object? Read(Node node, string name, ErrorList errors)
    {
        IReadOnlyList<Node> items = node is SequenceNode sequence ? sequence.Items : [node];
        if (items.Count is 0 or > Most || !items.All(IsPattern))
            return Refuse(node, name, errors);
        return FeaturePatterns.Join(items.Select(item => ((ScalarNode)item).Text));
    }

    internal override Node Write(object value) =>
        new SequenceNode(SourceMark.None, [.. FeaturePatterns.Split((string)value).Select(pattern => new ScalarNode(SourceMark.None, pattern, IsPlain: false, null))]);

    internal override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(Pattern(), new JsonObject { ["type"] = "array", ["minItems"] = 1, ["maxItems"] = Most, ["items"] = Pattern() }),
    };

    private static bool IsPattern(Node node) =>
        node is ScalarNode { Text.Length: > 0 and <= Longest } scalar && scalar.Text is not "!" && !scalar.Text.Any(char.IsControl) && scalar.Text.AsSpan().Trim().Length == scalar.Text.Length;

    private static JsonObject Pattern() => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = Longest };
}
