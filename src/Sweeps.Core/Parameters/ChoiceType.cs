using System.Text.Json.Nodes;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;
using Sweeps.Tables;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>The type of a value that is a descriptor's name or alias. The name is stored, so that an alias gives the same run.</summary>
internal sealed class ChoiceType<T>(Catalogue<T> catalogue) : ParameterType
    where T : Descriptor
{
    public override ColumnType Column => ColumnType.String;

    public override string Description => Wording.OneOf(Names);

    public override IReadOnlyList<string> Names { get; } = [.. catalogue.Names];

    internal override object? Read(Node node, string name, ErrorList errors) =>
        node is ScalarNode scalar && MainName(scalar.Text) is { } main ? main : Refuse(node, name, errors);

    internal override string? MainName(string written) => catalogue.Find(written)?.Name;

    internal override string Suggest(ScalarNode scalar) => Wording.Suggest(scalar.Text, Names);

    internal override JsonObject Schema() =>
        new() { ["enum"] = new JsonArray([.. Names.Concat(catalogue.SelectMany(descriptor => descriptor.Aliases)).Select(name => (JsonNode)name)]) };
}
