using System.Text.Json.Nodes;
using Sweeps.Core.Datasets;
using Sweeps.Core.Plans;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Output.Data;

/// <summary>What a sweep trains on: its sources, and what each split of them holds.</summary>
internal static class DataTable
{
    /// <summary>Words that are read of a split: as many of these are shown as fit.</summary>
    private const int MostWords = 5;

    public static void Write(TextWriter writer, SweepPlan plan)
    {
        var previews = plan.PreviewData(MostWords);
        DataSource? shown = null;
        foreach (var preview in previews)
        {
            var (table, display) = (new TextTable(), DataDisplay.Of(preview.List));
            if (!ReferenceEquals(preview.List, shown))
                display.AddSource(table, preview);
            shown = preview.List;
            if (previews.Count > 1)
                table.Add(Texts.Plain(preview.Settings.Source), display.Settings(preview));
            foreach (var split in preview.Splits)
                table.Add($"  {split.Name}", display.Split(split));
            table.WriteTo(writer);
            writer.WriteLine();
        }

        if (plan.HasMoreData)
        {
            writer.WriteLine("(other cells train on other lists, splits or contexts)");
            writer.WriteLine();
        }
    }

    public static JsonArray ToJson(SweepPlan plan) => [.. plan.PreviewData(MostWords).Select(preview => (JsonNode)DataDisplay.Of(preview.List).ToJson(preview))];
}
