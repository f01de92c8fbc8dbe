using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;
using Sweeps.Core.Text;
using Sweeps.Reports;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps report DIR</c></summary>
internal static class ReportVerb
{
    public const string Name = "report";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Results,
        Summary = "Writes one self-contained HTML file with the charts of a sweep, from its tables alone.",
        Examples =
        [
            new("Write report.html into the sweep's folder.", "results/appendix-activations"),
            new("Show two more runs in detail, and write the page elsewhere.", "results/appendix-activations", "--detail", "0", "--detail", "5", "--to", "activations.html"),
        ],
        Documentation = "docs/report.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var terminal = context.Terminal;
        var folder = FolderArgument.Create(context.Settings);
        var to = TargetOption.File("The file to write. Default: report.html in the sweep's folder.", ".html");
        var detail = RunArgument.Option("--detail", "Show this run in detail, besides the best, the worst and one per finding", folder, context.Composition);
        var tables = new Option<bool>("--tables") { Description = "Tables instead of charts: a page without any script." };
        command.Add(folder);
        command.Add(to);
        command.Add(detail);
        command.Add(tables);
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(folder)!;
            using var reader = ResultsFolder.Open(paths, context);
            var options = new ReportOptions { Detail = [.. parsed.GetValue(detail)!.Select(run => ResultsFolder.Find(paths, reader, run, context))], Charts = !parsed.GetValue(tables) };
            var file = parsed.GetValue(to) is { } given ? Path.GetFullPath(given) : paths.Report;
            int bytes;
            try
            {
                bytes = SweepReport.Write(paths, reader, options, file);
            }
            catch (ArgumentException refused)
            {
                throw UserException.Of(refused);
            }

            if (parsed.GetValue(json))
                JsonOutput.Write(terminal, new JsonObject { ["file"] = file, ["bytes"] = bytes, ["has_charts"] = options.Charts && SweepReport.HasCharts });
            else
                terminal.Out.WriteLine($"{Texts.Plain(ProgramFile.Short(file))}, {Quantity.Bytes(bytes)}");
            if (options.Charts && !SweepReport.HasCharts)
                terminal.Warn("the report has tables and no charts: this build was made without Node.");
            return ExitCodes.Done;
        });
    }
}
