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
        Summary = "Lists the datasets: those inside the program, and those in the folders that SWEEPS_DATA names.",
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
        var (terminal, data, kinds) = (context.Terminal, context.Composition.Data, context.Composition.Parameters.Datasets);
        command.Prints(terminal, _ => Find(data, kinds, terminal), (writer, found) => Write(writer, found, data), ToJson);
    }

    private static List<Dataset> Find(DataCatalogue data, IReadOnlyList<DatasetKind> kinds, Terminal terminal)
    {
        var found = new List<Dataset>();
        foreach (var kind in kinds)
        {
            foreach (var one in kind.Shipped)
                Add(found, kind, data.Find(kind, one.Name, "."), one.Name, $"{one.Summary} ({one.Source})", terminal);
            foreach (var folder in kind.HasFiles ? data.Folders : [])
                foreach (var file in Files(folder, kind.Extension, terminal))
                    Add(found, kind, data.Find(kind, file, "."), Path.GetFileNameWithoutExtension(file), file, terminal);
        }

        return found;
    }

    private static void Write(TextWriter writer, List<Dataset> datasets, DataCatalogue data)
    {
        foreach (var kind in datasets.GroupBy(dataset => dataset.Kind))
        {
            writer.WriteLine($"{kind.Key.Name}: {kind.Key.Summary}");
            var counts = kind.First().Data.Counts;
            var table = new TextTable(["source", .. counts.Select(count => count.Name), "sha256", "what it is"]).Right([.. Enumerable.Range(1, counts.Count)]);
            foreach (var dataset in kind)
                table.Add([Texts.Plain(dataset.Source), .. dataset.Data.Counts.Select(count => Quantity.Count(count.Count)), dataset.Data.Sha256, Texts.Plain(dataset.Summary)]);
            table.WriteTo(writer);
            writer.WriteLine();
        }

        if (data.Folders.Count == 0)
            writer.WriteLine($"{DataCatalogue.FoldersVariable} names no folders. A definition can name any UTF-8 list by its path, too.");
    }

    private static JsonObject ToJson(List<Dataset> datasets) => new() { ["datasets"] = JsonOutput.List(datasets, ToJson) };

    private static JsonObject ToJson(Dataset dataset)
    {
        var json = new JsonObject { ["source"] = dataset.Source };
        foreach (var count in dataset.Data.Counts)
            json[count.Name] = count.Count;
        json["sha256"] = dataset.Data.Sha256;
        json["summary"] = dataset.Summary;
        json["kind"] = dataset.Kind.Name;
        return json;
    }

    private static IReadOnlyList<string> Files(string folder, string extension, Terminal terminal)
    {
        try
        {
            return FileProbe.IsFolder(folder)
                ? Folders.Files(Path.GetFullPath(folder), extension)
                : throw new StorageException($"There is no folder '{folder}'.");
        }
        catch (StorageException exception)
        {
            terminal.Warn($"{DataCatalogue.FoldersVariable}: {exception.Message}");
            return [];
        }
    }

    private static void Add(List<Dataset> datasets, DatasetKind kind, (DataSource? Source, string? Problem) found, string source, string summary, Terminal terminal)
    {
        if (found.Source is { } data)
            datasets.Add(new(kind, source, data, summary));
        else
            terminal.Warn(found.Problem ?? $"{source} cannot be read");
    }

    private sealed record Dataset(DatasetKind Kind, string Source, DataSource Data, string Summary);
}
