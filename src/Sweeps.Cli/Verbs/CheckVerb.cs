using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Hosting;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;
using Sweeps.Core;
using Sweeps.Core.Files;
using Sweeps.Core.Parameters;
using Sweeps.Core.Published;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps check FILE|DIR…</c></summary>
internal static class CheckVerb
{
    public const string Name = "check";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Verification,
        Summary = "Trains what is not done yet, and compares published figures with ours.",
        Examples =
        [
            new("Compare all published figures with ours.", "experiments/published"),
            new("What another engine makes of them.", "experiments/published", "--set", "engine=torch"),
            new("Those of one document, with two runs trained at once.", "experiments/published/update-ratio.yaml", "--workers", "2"),
        ],
        Documentation = "docs/commands.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var files = DefinitionArgument.Several("Definitions with published figures beside them (NAME.figures.yaml), or folders of such.", "a definition or a folder");
        var results = DefinitionOptions.ResultsOption(context.Settings);
        var set = DefinitionOptions.SetOption(context);
        var workers = Checked.Workers();
        command.Add(files);
        command.Options.Add(results);
        command.Options.Add(set);
        command.Options.Add(workers);
        var json = JsonOption.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(
            [.. Definitions(parsed.GetValue(files)!).Select(file => new SweepSource { File = file, Set = parsed.GetValue(set)!, ResultsRoot = parsed.GetValue(results)! })], parsed.GetValue(workers) ?? context.Settings.Workers, Invocation.Of(parsed), parsed.GetValue(json), context));
    }

    private static List<string> Definitions(string[] paths)
    {
        var definitions = new List<string>();
        foreach (var path in paths)
        {
            var found = FileProbe.IsFolder(path)
                ? Folders.Files(path, ".figures.yaml")
                    .Select(file => file[..^".figures.yaml".Length] + ".yaml").ToList()
                : [path];
            if (found.Count == 0)
                throw new UserException($"The folder '{path}' has no published figures: files named NAME.figures.yaml beside NAME.yaml.");
            definitions.AddRange(found);
        }

        return definitions;
    }

    private static async Task<int> RunAsync(List<SweepSource> sources, int workers, Invocation given, bool json, ProgramContext context)
    {
        var figures = sources.ConvertAll(source => ReadFigures(source.File, context.Composition.Parameters));
        using var host = SweepHost.Build(context, verbose: false);
        var sweeps = new SweepLoader(context.Composition).Load(sources);
        return await host.RunAsync((executor, stop) => CompareAsync(sweeps, figures, executor, new RunRequest(new RunOptions { Workers = workers }, Showing.Nothing, given), json, context, stop));
    }

    private static async Task<int> CompareAsync(IReadOnlyList<Sweep> sweeps, List<FigureSet> figures, SweepExecutor executor, RunRequest request, bool json, ProgramContext context, CancellationToken stop)
    {
        var terminal = context.Terminal;
        var exitCode = ExitCodes.Done;
        var differing = 0;
        var sections = new JsonArray();
        for (var i = 0; i < sweeps.Count; i++)
        {
            exitCode = ExitCodes.Worst(exitCode, await executor.RunAsync(sweeps[i], request, stop));
            if (stop.IsCancellationRequested)
            {
                exitCode = ExitCodes.Worst(exitCode, ExitCodes.Stopped);
                break;
            }

            using var reader = ResultsFolder.Open(sweeps[i].Paths, context);
            IReadOnlyList<FigureRow> rows;
            try
            {
                rows = FigureCheck.Compare(figures[i], reader);
            }
            catch (ArgumentException refused)
            {
                throw UserException.Of(refused);
            }

            differing += rows.Count(row => row.Agrees is false);
            if (json)
                sections.Add((JsonNode)Json(sweeps[i].Name, figures[i].Document, rows));
            else
                Write(terminal.Out, sweeps[i].Name, figures[i].Document, rows);
        }

        if (exitCode == ExitCodes.Stopped)
            return exitCode;
        if (json)
            JsonOutput.Write(terminal, new JsonObject { ["differing"] = differing, ["sweeps"] = sections });
        else
            terminal.Out.WriteLine(differing switch
            {
                0 => "Every figure that can be compared agrees.",
                1 => "1 figure differs.",
                _ => $"{Quantity.Count(differing)} figures differ.",
            });
        return differing > 0 ? ExitCodes.Worst(exitCode, ExitCodes.Difference) : exitCode;
    }

    private static FigureSet ReadFigures(string definition, ParameterSet parameters)
    {
        var path = FigureReader.PathBeside(definition);
        byte[] bytes;
        try
        {
            bytes = FileReading.Bytes(path);
        }
        catch (StorageException exception)
        {
            throw new UserException($"The published figures of '{definition}' cannot be read: {exception.Message}");
        }

        var (figures, errors) = FigureReader.Read(bytes, path, parameters);
        return figures ?? throw new InvalidDefinitionException(errors);
    }

    private static void Write(TextWriter writer, string name, string document, IReadOnlyList<FigureRow> rows)
    {
        writer.WriteLine($"{name} ({document})");
        var table = new TextTable("run", "figure", "published", "PyTorch", "ours", "difference", "kind", "verdict").Right(2, 3, 4, 5);
        foreach (var row in rows)
            table.Add(
                row.Cell,
                row.Figure.Title,
                row.Figure.Kind == FigureKind.Claim ? Bounds(row.Figure) : Number(row.Figure.Published, row.Figure.Decimals),
                Number(row.Figure.PyTorch, row.Figure.PyTorchDecimals),
                Number(row.Ours, Math.Max(4, row.Figure.Kind == FigureKind.PyTorch ? row.Figure.PyTorchDecimals : row.Figure.Decimals)),
                row.Difference is { } difference ? difference.ToString("+0.0e+0;-0.0e+0;0", CultureInfo.InvariantCulture) : "",
                row.Figure.Kind.ToString().ToLowerInvariant(),
                Verdict(row));
        table.WriteTo(writer, "  ");
        foreach (var note in rows.Select(row => row.Figure.Note).OfType<string>().Distinct(StringComparer.Ordinal))
            writer.WriteLine($"  note: {note}");
        writer.WriteLine();
    }

    private static JsonObject Json(string name, string document, IReadOnlyList<FigureRow> rows) => new()
    {
        ["name"] = name,
        ["document"] = document,
        ["figures"] = JsonOutput.List(rows, row => new JsonObject
        {
            ["run"] = row.Cell,
            ["figure"] = row.Figure.Title,
            ["kind"] = row.Figure.Kind.ToString().ToLowerInvariant(),
            ["published"] = JsonOutput.Value(row.Figure.Published),
            ["pytorch"] = JsonOutput.Value(row.Figure.PyTorch),
            ["decimals"] = row.Figure.Decimals,
            ["pytorch_decimals"] = row.Figure.PyTorchDecimals,
            ["ours"] = JsonOutput.Value(row.Ours),
            ["difference"] = JsonOutput.Value(row.Difference),
            ["agrees"] = row.Agrees,
            ["note"] = row.Figure.Note,
        }),
    };

    private static string Verdict(FigureRow row) => row.Agrees switch
    {
        null => "not judged",
        false => "DIFFERS",
        true => row.Figure.Kind switch
        {
            FigureKind.Stable or FigureKind.PyTorch => "agrees",
            FigureKind.Claim => "holds",
            _ => "within " + row.Figure.Tolerance.ToString(CultureInfo.InvariantCulture),
        },
    };

    private static string Bounds(PublishedFigure figure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(double.IsInfinity(figure.Least) ? "" : $"≥ {figure.Least}")}{(double.IsInfinity(figure.Least) || double.IsInfinity(figure.Most) ? "" : ", ")}{(double.IsInfinity(figure.Most) ? "" : $"≤ {figure.Most}")}");

    private static string Number(double? value, int decimals) => value?.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) ?? "";
}
