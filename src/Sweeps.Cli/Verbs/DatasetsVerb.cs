using System.CommandLine;
using Sweeps.Cli.Output;
using Sweeps.Core.Data;
using Sweeps.Core.Files;
using Sweeps.Core.Results.Summaries;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps datasets</c></summary>
internal static class DatasetsVerb
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("datasets", "The lists of words there are: those inside the program, and those in the folders that SWEEPS_DATA names.");
        command.SetAction(_ => Write(terminal, DataCatalogue.FromEnvironment()));
        return command;
    }

    private static int Write(Terminal terminal, DataCatalogue data)
    {
        var table = new TextTable("source", "words", "symbols", "sha256", "what it is").Right(1, 2);
        foreach (var list in ShippedLists.All)
            Add(table, data.Find(list.Name, "."), list.Name, $"{list.Summary} ({list.Source})", terminal);
        foreach (var folder in data.Folders)
            foreach (var file in Files(folder, terminal))
                Add(table, data.Find(file, "."), Path.GetFileNameWithoutExtension(file), Texts.Plain(file), terminal);
        table.WriteTo(terminal.Out);
        if (data.Folders.Count == 0)
            terminal.Out.WriteLine($"{DataCatalogue.FoldersVariable} names no folders. A definition can name any UTF-8 list by its path, too.");
        return ExitCodes.Done;
    }

    private static string[] Files(string folder, Terminal terminal)
    {
        try
        {
            return [.. Directory.EnumerateFiles(Path.GetFullPath(folder), "*.txt").Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.Warn($"{DataCatalogue.FoldersVariable}: {exception.Message}");
            return [];
        }
    }

    private static void Add(TextTable table, (NameList? List, string? Problem) found, string name, string what, Terminal terminal)
    {
        if (found.List is { } list)
            table.Add(Texts.Plain(name), Quantity.Count(list.Words), Quantity.Count(list.Symbols.Count), list.Sha256, what);
        else
            terminal.Warn(found.Problem ?? $"{name} cannot be read");
    }
}
