using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Hosting;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;
using Sweeps.Core.Data;
using Sweeps.Core.Results;
using Sweeps.Core.Running;
using Sweeps.Engine.Training;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps merge DIR</c></summary>
internal static class MergeVerb
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "A sweep's folder, results/<name>." };
        var plugin = DefinitionOptions.PluginOption();
        var json = new Option<bool>("--json") { Description = "Events as JSON lines on standard output, everything else on standard error." };
        var quiet = new Option<bool>("--quiet") { Description = "Tell only what goes wrong." };
        var command = new Command("merge", "Folds what workers, shares or array tasks wrote into the final tables; trains nothing.") { folder, plugin, json, quiet };
        command.SetAction((parsed, _) =>
        {
            var showing = parsed.GetValue(json) ? Showing.Json : parsed.GetValue(quiet) ? Showing.Nothing : Showing.Progress;
            return MergeAsync(SweepPaths.OfFolder(parsed.GetValue(folder)!), parsed.GetValue(plugin)!, showing, terminal);
        });
        return command;
    }

    private static async Task<int> MergeAsync(SweepPaths paths, IReadOnlyList<string> plugins, Showing showing, Terminal terminal)
    {
        using (ResultsFolder.Open(paths, terminal))
        {
            // There is a sweep, and it can be read.
        }

        using var host = SweepHost.Build(terminal, verbose: false);
        var sweep = StoredSweep.Load(paths, plugins, host.Services.GetRequiredService<ITrainingEngine>(), host.Services.GetRequiredService<DataCatalogue>());
        await host.StartAsync();
        var stop = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var exitCode = await host.Services.GetRequiredService<SweepExecutor>().RunAsync(sweep, new RunRequest(new RunOptions { Limit = 0 }, showing), stop);
        await host.StopAsync();
        return exitCode;
    }
}
