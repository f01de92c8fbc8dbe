using System.Text.Json.Nodes;
using Sweeps.Core.Datasets;
using Sweeps.Core.Text;
using Sweeps.Training;

namespace Sweeps.Cli.Output.Data;

/// <summary>How <c>plan</c> shows what a sweep trains on: by what every dataset says of itself. A kind of which more can be said has a display of its own.</summary>
internal class DataDisplay
{
    private static readonly DataDisplay s_any = new();

    private static readonly Dictionary<Type, DataDisplay> s_own = new() { [typeof(WordDataset)] = new WordDisplay(), [typeof(TableDataset)] = new TableDisplay() };

    public static DataDisplay Of(DataSource source) => s_own.GetValueOrDefault(source.GetType()) ?? s_any;

    /// <summary>Adds lines that say what the source holds.</summary>
    public virtual void AddSource(TextTable table, DataPreview preview)
    {
        var (list, settings) = (preview.List, preview.Settings);
        table.Add("data", $"{FileName(list)}: {Shown(list.Inputs(settings))} of an example");
        table.Add("target", Asked(list.Targets(settings)));
    }

    /// <summary>The settings in which this use of a source differs from others.</summary>
    public virtual string Settings(DataPreview preview) => $"shuffle {preview.Settings.Shuffle}";

    /// <summary>What a split holds.</summary>
    public virtual string Split(SplitPreview split) => Quantity.Of(split.Examples, "example");

    /// <summary>All of it for programs.</summary>
    public virtual JsonObject ToJson(DataPreview preview) => new()
    {
        ["kind"] = preview.Settings.Kind,
        ["source"] = preview.Settings.Source,
        ["sha256"] = preview.List.Sha256,
        ["features"] = (preview.List.Inputs(preview.Settings) as FeatureShape)?.Features,
        ["outputs"] = preview.List.Targets(preview.Settings).Outputs,
        ["shuffle"] = preview.Settings.Shuffle.ToString(),
        ["splits"] = new JsonArray([.. preview.Splits.Select(split => (JsonNode)new JsonObject
        {
            ["name"] = split.Name,
            ["examples"] = split.Examples,
        })]),
    };

    public static string FileName(DataSource source) => Texts.Plain(source.Path is { } path ? Path.GetFileName(path) : source.Name);

    private static string Shown(InputShape inputs) => inputs switch
    {
        FeatureShape { Features: var features } => Quantity.Of(features, "number"),
        SymbolShape { Context: var context } => Quantity.Of(context, "symbol"),
        _ => throw new InvalidOperationException("There are no other inputs."),
    };

    private static string Asked(TargetShape targets) => targets is ClassShape { Classes: var classes } ? $"{Quantity.Count(classes)} classes" : Quantity.Of(targets.Outputs, "number");
}
