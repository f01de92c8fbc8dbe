using System.Text.Json.Nodes;
using Sweeps.Core.Yaml;
using Sweeps.Tables;

namespace Sweeps.Core.Parameters;

/// <summary>Which of the definition's presets a run has. What the preset sets determines the run, and its name does not.</summary>
internal static class PresetParameter
{
    /// <summary>Its name.</summary>
    public const string Key = "preset";

    /// <summary>No preset.</summary>
    public const string None = "none";

    public static Parameter Create() => new()
    {
        Name = Key,
        ShortName = Key,
        Type = new PresetType(),
        Default = None,
        Summary = "The preset whose values count before those of dataset, model, train and seed; none: no preset.",
        NoEffect = "where it is none",
        IsInert = cell => cell.Is(cell.Parameters.Preset, None),
        SilentAtDefault = true,
        Identifies = false, // the values that it sets do
    };
}

/// <summary>The name of a preset: of one of the definition's, which only the definition knows.</summary>
internal sealed class PresetType : ParameterType
{
    private const int Longest = 100;

    public override ColumnType Column => ColumnType.String;

    public override string Description => "the name of a preset";

    /// <summary>Whether a preset can have this name.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= Longest && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') && text[0] != '-';

    internal override object? Read(Node node, string name, ErrorList errors) =>
        node is ScalarNode scalar && IsName(scalar.Text) && Scalars.KindOf(scalar) is ScalarKind.Text or ScalarKind.Integer ? scalar.Text : Refuse(node, name, errors);

    internal override JsonObject Schema() => new() { ["type"] = new JsonArray("string", "integer"), ["pattern"] = "^[A-Za-z0-9_][A-Za-z0-9_-]*$", ["maxLength"] = Longest };
}
