using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Core.Datasets;
using Sweeps.Core.Files;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps datasets</c></summary>
internal static class DatasetsVerb
{
    public const string Name = "datasets";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Definitions,
        Summary = "The lists of words there are: those inside the program, and those in the folders that SWEEPS_DATA names.",
        Examples =
        [
            new("List the datasets that a definition can name."),
            new("The same as JSON, with checksums.", "--json"),
        ],
        Documentation = "docs/definition.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var terminal = context.Terminal;
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var data = context.Composition.Data;
            var found = Find(data, terminal);
            if (parsed.GetValue(json))
                WriteJson(terminal, found);
            else
                Write(terminal, found, data);
            return ExitCodes.Done;
        });
    }

    private static List<Dataset> Find(DataCatalogue data, Terminal terminal)
    {
        var found = new List<Dataset>();
        foreach (var list in ShippedLists.All)
            Add(found, data.Find(list.Name, "."), list.Name, $"{list.Summary} ({list.Source})", terminal);
        foreach (var folder in data.Folders)
            foreach (var file in Files(folder, terminal))
                Add(found, data.Find(file, "."), Path.GetFileNameWithoutExtension(file), file, terminal);
        return found;
    }

    private static void Write(Terminal terminal, List<Dataset> datasets, DataCatalogue data)
    {
        var table = new TextTable("source", "words", "symbols", "sha256", "what it is").Right(1, 2);
        foreach (var dataset in datasets)
            table.Add(Texts.Plain(dataset.Source), Quantity.Count(dataset.List.Words), Quantity.Count(dataset.List.Symbols.Count), dataset.List.Sha256, Texts.Plain(dataset.Summary));
        table.WriteTo(terminal.Out);
        if (data.Folders.Count == 0)
            terminal.Out.WriteLine($"{DataCatalogue.FoldersVariable} names no folders. A definition can name any UTF-8 list by its path, too.");
    }

    private static void WriteJson(Terminal terminal, List<Dataset> datasets) => JsonOutput.Write(terminal, new JsonObject
    {
        ["datasets"] = JsonOutput.List(datasets, dataset => new JsonObject
        {
            ["source"] = dataset.Source,
            ["words"] = dataset.List.Words,
            ["symbols"] = dataset.List.Symbols.Count,
            ["sha256"] = dataset.List.Sha256,
            ["summary"] = dataset.Summary,
        }),
    });

    private static IReadOnlyList<string> Files(string folder, Terminal terminal)
    {
        try
        {
            return FileProbe.IsFolder(folder)
                ? Folders.Files(Path.GetFullPath(folder), ".txt")
                : throw new StorageException($"There is no folder '{folder}'.");
        }
        catch (StorageException exception)
        {
            terminal.Warn($"{DataCatalogue.FoldersVariable}: {exception.Message}");
            return [];
        }
    }

    private static void Add(List<Dataset> datasets, (WordDataset? List, string? Problem) found, string source, string summary, Terminal terminal)
    {
        if (found.List is { } list)
            datasets.Add(new(source, list, summary));
        else
            terminal.Warn(found.Problem ?? $"{source} cannot be read");
    }

    private sealed record Dataset(string Source, WordDataset List, string Summary);
}
