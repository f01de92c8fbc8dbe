using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Arguments.Completing;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;
using Sweeps.Core.Text;
using Sweeps.Reports.Plots;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps plot DIR</c></summary>
internal static class PlotVerb
{
    public const string Name = "plot";

    private const string None = "none";

    private static readonly PlotRequest s_default = new();

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Results,
        Summary = "Draws an outcome against what was swept, as an SVG file for papers and slides.",
        Examples =
        [
            new("Draw the loss at the end against what varies.", "results/appendix-activations", "--to", "activations.svg"),
            new("Draw another measure, with a series for each normalisation.", "results/appendix-activations", "--x", "activation", "--y", "loss_valid", "--color", "norm", "--to", "validation.svg"),
        ],
        Documentation = "docs/plots.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var terminal = context.Terminal;
        var folder = FolderArgument.Create(context.Settings);
        var suggestions = new NameSuggestions(context.Composition);
        var x = new Option<string?>("--x") { Description = "The parameter along the x axis. Default: of the numbers that vary the learning rate, or the one with the most values.", HelpName = "PARAMETER" }.NotEmpty("a name").Suggest(suggestions.Parameters);
        var y = new Option<string?>("--y") { Description = $"The measure along the y axis. Default: {s_default.Y}.", HelpName = "MEASURE" }.NotEmpty("a name").Suggest(NameSuggestions.Outcomes);
        var color = new Option<string?>("--color") { Description = $"The parameter that makes series, or {None}. Default: the first other that varies and has at most eight values.", HelpName = "PARAMETER" }.NotEmpty("a name").Suggest(suggestions.Parameters);
        var title = new Option<string?>("--title") { Description = "The title. Default: what is shown.", HelpName = "TEXT" };
        var width = Checked.Number("--width", $"Pixels across. Default: {s_default.Width}.", 200, 10_000);
        var height = Checked.Number("--height", $"Pixels down. Default: {s_default.Height}.", 200, 10_000);
        var to = TargetOption.File("The file to write. Default: NAME.svg in this folder, with the sweep's name.", ".svg");
        foreach (var option in (Option[])[x, y, color, title, width, height, to])
            command.Add(option);
        command.Add(folder);
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(folder)!;
            using var reader = ResultsFolder.Open(paths, context, looksUpRuns: false);
            var given = parsed.GetValue(color);
            var request = s_default with
            {
                X = parsed.GetValue(x),
                Y = parsed.GetValue(y) ?? s_default.Y,
                Color = given is None ? null : given,
                IsWithoutColor = given is None,
                Title = parsed.GetValue(title),
                Width = parsed.GetValue(width) ?? s_default.Width,
                Height = parsed.GetValue(height) ?? s_default.Height,
            };
            var file = Path.GetFullPath(parsed.GetValue(to) ?? $"{paths.Name}.svg");
            int bytes;
            try
            {
                bytes = SweepPlot.Write(paths, reader, request, file);
            }
            catch (ArgumentException refused)
            {
                throw UserException.Of(refused);
            }

            if (parsed.GetValue(json))
                JsonOutput.Write(terminal, new JsonObject { ["file"] = file, ["bytes"] = bytes });
            else
                terminal.Out.WriteLine($"{Texts.Plain(ProgramFile.Short(file))}, {Quantity.Bytes(bytes)}");
            return ExitCodes.Done;
        });
    }
}
