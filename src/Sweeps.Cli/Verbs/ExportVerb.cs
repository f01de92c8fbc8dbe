using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Arguments.Completing;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;
using Sweeps.Core.Files;
using Sweeps.Core.Text;
using Sweeps.Reports.Exports;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps export DIR</c></summary>
internal static class ExportVerb
{
    public const string Name = "export";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Results,
        Summary = "Writes the tables in the formats of other programs: CSV, JSON lines, event files for TensorBoard and the like.",
        Examples =
        [
            new("Write a CSV file per table.", "results/appendix-activations"),
            new("Write event files for TensorBoard.", "results/appendix-activations", "--format", "tensorboard", "--to", "events"),
        ],
        Documentation = "docs/exports.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var kinds = context.Composition.Exports;
        var folder = FolderArgument.Create(context.Settings);
        var format = Checked.Word("--format", "What is written", [.. kinds.Select(kind => kind.Name)]).Suggest(_ => kinds.Select(kind => new Suggestion(kind.Name, kind.Summary)));
        var to = TargetOption.Folder("The folder to write. Default: exports/<format> in the sweep's folder. An earlier export there is replaced.");
        command.Add(folder);
        command.Add(format);
        command.Add(to);
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed => Write(parsed.GetValue(folder)!, kinds.First(kind => string.Equals(kind.Name, parsed.GetValue(format), StringComparison.Ordinal)), parsed.GetValue(to), parsed.GetValue(json), context));
    }

    private static int Write(SweepPaths paths, ExportKind kind, string? to, bool json, ProgramContext context)
    {
        var terminal = context.Terminal;
        using var reader = ResultsFolder.Open(paths, context);
        ExportResult export;
        try
        {
            var folder = to is null ? Path.Combine(paths.Exports, kind.Name) : Path.TrimEndingDirectorySeparator(Path.GetFullPath(to));
            if (paths.Owns(folder))
                throw new UserException($"'{folder}' is the sweep's own: choose another folder with --to.");
            export = SweepExport.Write(reader, kind, folder);
        }
        catch (ArgumentException refused)
        {
            throw UserException.Of(refused);
        }

        foreach (var note in export.Notes)
            terminal.Warn(note);
        if (json)
        {
            JsonOutput.Write(terminal, new JsonObject { ["folder"] = export.Folder, ["format"] = kind.Name, ["files"] = export.Files, ["bytes"] = export.Bytes, ["notes"] = JsonOutput.Texts(export.Notes) });
            return ExitCodes.Done;
        }

        terminal.Out.WriteLine($"{Texts.Plain(ProgramFile.Short(export.Folder))}: {Quantity.Count(export.Files)} files, {Quantity.Bytes(export.Bytes)}");
        if (kind.Viewer.Count > 0)
            terminal.Out.WriteLine($"  {ShellWords.Join([.. kind.Viewer, ProgramFile.Short(export.Folder)])}");
        return ExitCodes.Done;
    }
}
