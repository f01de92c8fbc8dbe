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
    private static readonly string[] s_formats = ["csv", "jsonl", "tensorboard"];

    public const string Name = "export";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Results,
        Summary = "The tables in other programs' formats: csv, jsonl, or event files for TensorBoard.",
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
        var folder = FolderArgument.Create();
        var format = Checked.Word("--format", "What is written", s_formats);
        var to = new Option<string?>("--to") { Description = "The folder to write. Default: exports/<format> in the sweep's folder. An earlier export there is replaced.", HelpName = "FOLDER" }.NotEmpty("a folder").Suggest(PathSuggestions.Within);
        command.Add(folder);
        command.Add(format);
        command.Add(to);
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed => Write(parsed.GetValue(folder)!, parsed.GetValue(format)!, parsed.GetValue(to), parsed.GetValue(json), context));
    }

    private static int Write(SweepPaths paths, string format, string? to, bool json, ProgramContext context)
    {
        var terminal = context.Terminal;
        using var reader = ResultsFolder.Open(paths, context);
        ExportResult export;
        try
        {
            var folder = to is null ? Path.Combine(paths.Exports, format) : Path.TrimEndingDirectorySeparator(Path.GetFullPath(to));
            if (paths.Owns(folder))
                throw new UserException($"'{folder}' is the sweep's own: choose another folder with --to.");
            export = SweepExport.Write(reader, (ExportFormat)Array.IndexOf(s_formats, format), folder);
        }
        catch (ArgumentException refused)
        {
            throw UserException.Of(refused);
        }

        foreach (var note in export.Notes)
            terminal.Warn(note);
        if (json)
        {
            JsonOutput.Write(terminal, new JsonObject { ["folder"] = export.Folder, ["format"] = format, ["files"] = export.Files, ["bytes"] = export.Bytes, ["notes"] = JsonOutput.Texts(export.Notes) });
            return ExitCodes.Done;
        }

        terminal.Out.WriteLine($"{Texts.Plain(ProgramFile.Short(export.Folder))}: {Quantity.Count(export.Files)} files, {Quantity.Bytes(export.Bytes)}");
        if (format is "tensorboard")
            terminal.Out.WriteLine($"  tensorboard --logdir {ShellWords.Quote(ProgramFile.Short(export.Folder))}");
        return ExitCodes.Done;
    }
}
