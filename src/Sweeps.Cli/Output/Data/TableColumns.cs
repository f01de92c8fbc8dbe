using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Core.Datasets;
using Sweeps.Core.Text;
using Sweeps.Training;

namespace Sweeps.Cli.Output.Data;

/// <summary>The columns of a table: their types as they were found, and their uses.</summary>
internal static class TableColumns
{
    /// <summary>Lines of columns.</summary>
    private const int Most = 12;

    public static void Write(TextTable table, TableDataset data, DataSettings settings)
    {
        var columns = data.Describe(settings);
        table.Add("data", $"{DataDisplay.FileName(data)}: {Quantity.Of(data.Items, "row")} of {Quantity.Of(columns.Count, "column")}; a network sees {Quantity.Of(((FeatureShape)data.Inputs(settings)).Features, "number")} of a row");
        var target = columns.First(column => column.Use == ColumnUse.Target);
        table.Add("target", data.Targets(settings) is ClassShape { Classes: var classes } ? $"{Texts.Plain(target.Name)}: {Quantity.Count(classes)} classes" : $"{Texts.Plain(target.Name)}: {Found(target)}");
        var runs = Runs([.. columns.Where(column => column.Use is not ColumnUse.Target)]);
        foreach (var (first, last, count) in runs.Take(Most))
            table.Add($"  {Texts.Plain(first.Name)}{(count > 1 ? $" … {Texts.Plain(last.Name)}" : "")}", $"{(count > 1 ? $"{Quantity.Count(count)} columns, " : "")}{Found(first)}{Used(first.Use)}");
        if (runs.Count > Most)
            table.Add("  …", $"{Quantity.Count(runs.Skip(Most).Sum(run => run.Count))} more columns");
    }

    public static JsonArray ToJson(TableDataset data, DataSettings settings) => [.. data.Describe(settings).Select(column => (JsonNode)new JsonObject
    {
        ["name"] = column.Name,
        ["type"] = column.IsText ? "text" : "number",
        ["use"] = column.Use switch
        {
            ColumnUse.None => "none",
            ColumnUse.Feature => "feature",
            ColumnUse.Target => "target",
            ColumnUse.Split => "split",
            _ => throw new InvalidOperationException("There are no other uses."),
        },
        ["missing"] = column.Missing,
        ["texts"] = column.Texts,
        ["least"] = column.Least,
        ["greatest"] = column.Greatest,
    })];

    /// <summary>Neighbours that look the same are one line.</summary>
    private static List<(ColumnInfo First, ColumnInfo Last, int Count)> Runs(List<ColumnInfo> columns)
    {
        var runs = new List<(ColumnInfo First, ColumnInfo Last, int Count)>();
        foreach (var column in columns)
        {
            if (runs.Count > 0 && runs[^1] is var (first, _, count) && !column.IsText && columns.Count > Most && first with { Name = "", Least = null, Greatest = null } == column with { Name = "", Least = null, Greatest = null })
                runs[^1] = (first with { Least = Nullable.Compare(first.Least, column.Least) < 0 ? first.Least : column.Least, Greatest = Nullable.Compare(first.Greatest, column.Greatest) > 0 ? first.Greatest : column.Greatest }, column, count + 1);
            else
                runs.Add((column, column, 1));
        }

        return runs;
    }

    private static string Found(ColumnInfo column)
    {
        var values = column.IsText ? $"{Quantity.Of(column.Texts, "text")}"
            : column is { Least: { } least, Greatest: { } greatest } ? $"numbers from {least.ToString(CultureInfo.InvariantCulture)} to {greatest.ToString(CultureInfo.InvariantCulture)}"
            : "no numbers";
        return column.Missing > 0 ? $"{values}, {Quantity.Count(column.Missing)} missing" : values;
    }

    private static string Used(ColumnUse use) => use switch
    {
        ColumnUse.None => " (not used)",
        ColumnUse.Split => " (divides the rows)",
        ColumnUse.Feature or ColumnUse.Target => "",
        _ => throw new InvalidOperationException("There are no other uses."),
    };
}
