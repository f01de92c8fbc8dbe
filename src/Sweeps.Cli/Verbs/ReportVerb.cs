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
    public static Command Create(Terminal terminal)
    {
        var folder = FolderArgument.Create();
        var to = new Option<string?>("--to") { Description = "The file to write. Default: report.html in the sweep's folder.", HelpName = "FILE" }.NotEmpty("a file");
        var detail = Checked.Repeated("--detail", "RUN", "Show this run in detail, besides the best, the worst and one per finding: an id, the beginning of one, or the number of a cell. Repeatable.");
        var tables = new Option<bool>("--tables") { Description = "Tables instead of charts: a page without any script." };
        var command = new Command("report", "One self-contained HTML file with the charts of a sweep, from its tables alone.") { folder, to, detail, tables };
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(folder)!;
            using var reader = ResultsFolder.Open(paths, terminal);
            var options = new ReportOptions { Detail = [.. parsed.GetValue(detail)!.Select(run => ResultsFolder.Find(paths, reader, run, terminal))], Charts = !parsed.GetValue(tables) };
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
        return command;
    }
}
