using System.Text.Json.Nodes;
using Sweeps.Core.Datasets;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;
using Sweeps.Tables;

namespace Sweeps.Core.Parameters;

/// <summary>One of a few names.</summary>
internal sealed class NameType(params IReadOnlyList<string> names) : ParameterType
{
    public override ColumnType Column => ColumnType.String;

    public override string Description => Wording.OneOf(names);

    public override IReadOnlyList<string> Names => names;

    internal override object? Read(Node node, string name, ErrorList errors)
    {
        if (node is not ScalarNode scalar)
            return Refuse(node, name, errors);
        return names.FirstOrDefault(one => string.Equals(one, scalar.Text, StringComparison.Ordinal)) ?? Refuse(node, name, errors);
    }

    internal override string Suggest(ScalarNode scalar) => Wording.Suggest(scalar.Text, names);

    internal override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };
}

/// <summary>The name of a shipped list or the path of one.</summary>
internal sealed class SourceType : ParameterType
{
    private const int Longest = 4096;

    public override ColumnType Column => ColumnType.String;

    public override string Description => "the name of a list or the path of a text file";

    internal override object? Read(Node node, string name, ErrorList errors) =>
        node is ScalarNode { Text.Length: > 0 and <= Longest } scalar && Scalars.KindOf(scalar) == ScalarKind.Text && !scalar.Text.Any(char.IsControl)
            ? scalar.Text
            : Refuse(node, name, errors);

    internal override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = Longest };
}

/// <summary>The name of a column.</summary>
internal sealed class ColumnNameType : ParameterType
{
    private const int Longest = 200;

    public override ColumnType Column => ColumnType.String;

    public override string Description => "the name of a column";

    internal override object? Read(Node node, string name, ErrorList errors) =>
        node is ScalarNode { Text.Length: > 0 and <= Longest } scalar && Scalars.KindOf(scalar) == ScalarKind.Text && !scalar.Text.Any(char.IsControl)
            ? scalar.Text
            : Refuse(node, name, errors);

    internal override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = Longest };
}

/// <summary>The order of a file's words or rows.</summary>
internal sealed class ShuffleType : ParameterType
{
    public override ColumnType Column => ColumnType.String;

    public override string Description => $"none, python:SEED or torch:SEED, the seed a whole number from 0 to {ulong.MaxValue} (torch: {uint.MaxValue})";

    internal override object? Read(Node node, string name, ErrorList errors) =>
        node is ScalarNode scalar && Shuffle.Parse(scalar.Text) is { } shuffle ? shuffle.ToString() : Refuse(node, name, errors);

    internal override string Suggest(ScalarNode scalar) => scalar.Text switch
    {
        "python" or "torch" => $"; without a seed there is no order: {scalar.Text}:42",
        _ when Scalars.KindOf(scalar) == ScalarKind.Integer => $"; say whose order it is: python:{scalar.Text} or torch:{scalar.Text}",
        _ => Wording.Suggest(scalar.Text.Split(':')[0], ["none", "python", "torch"]),
    };

    internal override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^(none|(python|torch):[0-9]{1,20})$" };
}
