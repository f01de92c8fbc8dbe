using System.Text.Json.Nodes;
using Sweeps.Core.Datasets;

namespace Sweeps.Cli.Output.Data;

/// <summary>A table: its columns, with their types and uses.</summary>
internal sealed class TableDisplay : DataDisplay
{
    public override void AddSource(TextTable table, DataPreview preview) => TableColumns.Write(table, (TableDataset)preview.List, preview.Settings);

    public override string Split(SplitPreview split) => Quantity.Of(split.Words, "row");

    public override JsonObject ToJson(DataPreview preview)
    {
        var table = (TableDataset)preview.List;
        return new JsonObject
        {
            ["kind"] = preview.Settings.Kind,
            ["source"] = preview.Settings.Source,
            ["path"] = table.Path,
            ["sha256"] = table.Sha256,
            ["rows"] = table.Items,
            ["columns"] = new JsonArray([.. table.Columns.Select(column => (JsonNode)column)]),
            ["target"] = preview.Settings.Target,
            ["classes"] = table.Targets(preview.Settings).Outputs,
            ["types"] = TableColumns.ToJson(table, preview.Settings),
            ["shuffle"] = preview.Settings.Shuffle.ToString(),
            ["splits"] = new JsonArray([.. preview.Splits.Select(split => (JsonNode)new JsonObject
            {
                ["name"] = split.Name,
                ["rows"] = split.Words,
                ["examples"] = split.Examples,
            })]),
        };
    }
}
