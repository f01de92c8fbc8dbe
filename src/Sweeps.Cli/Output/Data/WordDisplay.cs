using System.Text.Json.Nodes;
using Sweeps.Core.Datasets;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Output.Data;

/// <summary>A list of words: its symbols, its longest word, and the first words of each split.</summary>
internal sealed class WordDisplay : DataDisplay
{
    /// <summary>Characters of a line's text.</summary>
    private const int Longest = 60;

    public override void AddSource(TextTable table, DataPreview preview)
    {
        var list = (WordDataset)preview.List;
        var longest = list.FindLongest();
        table.Add("data", $"{FileName(list)}: {Quantity.Of(list.Words, "word")}, the longest of {Quantity.Of(list.Word(longest).Length, "symbol")}: {Cut(list.Text(longest))}");
        table.Add("symbols", $"{Quantity.Count(list.Vocabulary.Count)}: {Cut(string.Concat(list.Vocabulary))}");
    }

    public override string Settings(DataPreview preview) => $"{base.Settings(preview)}, context {preview.Settings.Context}";

    public override string Split(SplitPreview split) => $"{Quantity.Of(split.Words, "word")}, {Quantity.Of(split.Examples, "example")}{Fitting(split)}";

    public override JsonObject ToJson(DataPreview preview)
    {
        var list = (WordDataset)preview.List;
        return new JsonObject
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
    }

    // As many first words as fit.
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
