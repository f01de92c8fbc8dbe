using System.Text.Json.Nodes;
using Sweeps.Core.Datasets;
using Sweeps.Core.Plans;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Output;

/// <summary>What a sweep trains on: its lists, and what each split of them holds.</summary>
internal static class DataTable
{
    /// <summary>Words shown of a split: as many of these as fit.</summary>
    private const int MostWords = 5;

    /// <summary>Characters of a row's last column.</summary>
    private const int Longest = 60;

    public static void Write(TextWriter writer, SweepPlan plan)
    {
        var previews = plan.PreviewData(MostWords);
        DataSource? shown = null;
        foreach (var preview in previews)
        {
            var table = new TextTable();
            if (!ReferenceEquals(preview.List, shown))
                AddSource(table, preview);
            shown = preview.List;
            if (previews.Count > 1)
                table.Add(Texts.Plain(preview.Settings.Source), preview.List is WordDataset ? $"shuffle {preview.Settings.Shuffle}, context {preview.Settings.Context}" : $"shuffle {preview.Settings.Shuffle}");
            foreach (var split in preview.Splits)
                table.Add($"  {split.Name}", preview.List is WordDataset
                    ? $"{Quantity.Of(split.Words, "word")}, {Quantity.Of(split.Examples, "example")}{Fitting(split)}"
                    : Quantity.Of(split.Words, "row"));
            table.WriteTo(writer);
            writer.WriteLine();
        }

        if (plan.HasMoreData)
        {
            writer.WriteLine("(other cells train on other lists, splits or contexts)");
            writer.WriteLine();
        }
    }

    public static JsonArray ToJson(SweepPlan plan) => [.. plan.PreviewData(MostWords).Select(preview => preview.List switch
    {
        WordDataset list => ToJson(preview, list),
        TableDataset table => ToJson(preview, table),
        _ => throw new InvalidOperationException("There are no other datasets."),
    })];

    private static JsonNode ToJson(DataPreview preview, TableDataset table) => new JsonObject
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

    private static JsonNode ToJson(DataPreview preview, WordDataset list) => new JsonObject
    {
        ["source"] = preview.Settings.Source,
        ["path"] = list.Path,
        ["sha256"] = list.Sha256,
        ["words"] = list.Words,
        ["symbols"] = new JsonArray([.. list.Vocabulary.Select(symbol => (JsonNode)symbol.ToString())]),
        ["longest"] = list.Text(list.FindLongest()),
        ["shuffle"] = preview.Settings.Shuffle.ToString(),
        ["context"] = preview.Settings.Context,
        ["splits"] = new JsonArray([.. preview.Splits.Select(split => (JsonNode)new JsonObject
        {
            ["name"] = split.Name,
            ["words"] = split.Words,
            ["examples"] = split.Examples,
            ["first"] = new JsonArray([.. split.First.Select(word => (JsonNode)word)]),
        })]),
    };

    private static void AddSource(TextTable table, DataPreview preview)
    {
        switch (preview.List)
        {
            case WordDataset list:
                AddList(table, list);
                break;
            case TableDataset numbers:
                TableColumns.Write(table, numbers, preview.Settings);
                break;
            default:
                throw new InvalidOperationException("There are no other datasets.");
        }
    }

    private static void AddList(TextTable table, WordDataset list)
    {
        var longest = list.FindLongest();
        table.Add("data", $"{Texts.Plain(list.Path is { } path ? Path.GetFileName(path) : list.Name)}: {Quantity.Of(list.Words, "word")}, the longest of {Quantity.Of(list.Word(longest).Length, "symbol")}: {Cut(list.Text(longest))}");
        table.Add("symbols", $"{Quantity.Count(list.Vocabulary.Count)}: {Cut(string.Concat(list.Vocabulary))}");
    }

    private static string Fitting(SplitPreview split)
    {
        var text = "";
        foreach (var word in split.First)
        {
            var more = (text.Length == 0 ? ": " : ", ") + Cut(word);
            if (text.Length + more.Length > Longest / 2)
                break;
            text += more;
        }

        return text.Length > 0 && split.Words > 1 ? text + ", …" : text;
    }

    // A space is a symbol like others, and not to be seen.
    private static string Cut(string text)
    {
        var plain = Texts.Plain(text.Replace(' ', '␣'));
        return plain.Length <= Longest ? plain : string.Concat(plain.AsSpan(0, char.IsHighSurrogate(plain[Longest - 2]) ? Longest - 2 : Longest - 1), "…");
    }
}
