using System.Text.Json.Nodes;
using Sweeps.Cli.Engines;
using Sweeps.Cli.Hosting;
using Sweeps.Cli.Output;
using Sweeps.Core.Files;
using Sweeps.Core.Parameters;
using Sweeps.Core.Store;
using Sweeps.Core.Verification;

namespace Sweeps.Cli.Sweeping;

/// <summary>Trains runs of a folder again, compares, and tells what differs.</summary>
/// <param name="Plugins">Assemblies with handlers.</param>
/// <param name="Workers">Runs trained at once.</param>
/// <param name="IsJson">Whether to tell it as JSON.</param>
/// <param name="ChecksFiles">Whether the final files are compared with their checksums, too.</param>
internal sealed record Verification(SweepPaths Paths, IReadOnlyList<string> Plugins, int Workers, bool IsJson, bool ChecksFiles)
{
    /// <param name="choose">Ids of the runs to train, of what is stored.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ProgramContext context, ResultsReader reader, Func<ResultsReader, IReadOnlyList<string>> choose)
    {
        using var host = SweepHost.Build(context, verbose: false);
        var sweep = StoredSweep.Load(Paths, Plugins, context.Composition);
        EngineNews.Tell(sweep.Engine, context.Terminal);
        var runs = choose(reader);
        return await host.RunAsync((_, stop) => CompareAsync(new SweepVerifier(sweep.Engine, sweep.Job, reader), runs, reader.Parameters, context.Terminal, stop));
    }

    private async Task<int> CompareAsync(SweepVerifier verifier, IReadOnlyList<string> runs, ParameterSet parameters, Terminal terminal, CancellationToken stop)
    {
        var report = new CheckReport(terminal, IsJson, "stored", "trained again", "runs");
        var (equal, different, unsure, damaged) = (0, 0, 0, 0);
        foreach (var problem in ChecksFiles ? ReplacedFiles.In(Paths, parameters) : [])
        {
            different++;
            report.Note(problem);
        }

        var files = different;
        ProcessEnd.IfEndedByOthers = ExitCodes.Difference;
        await Task.Run(() => verifier.Check(runs, Workers, Tell, stop), CancellationToken.None);
        foreach (var cause in different > files ? verifier.OtherAssemblies() : [])
            report.Note(cause);
        report.Close(
            $"{Quantity.Of(runs.Count, "run")} looked at: {Quantity.Count(equal)} equal bit for bit when trained again, {Quantity.Count(different - files)} different{(unsure > 0 ? $", {Quantity.Count(unsure)} of which nobody can tell here" : "")}{(damaged > 0 ? $", {Quantity.Count(damaged)} damaged" : "")}.",
            new JsonObject { ["looked_at"] = runs.Count, ["equal"] = equal, ["different"] = different - files, ["cannot_tell"] = unsure, ["damaged"] = damaged, ["replaced_files"] = files });
        return damaged > 0 ? ExitCodes.Storage : different + unsure > 0 ? ExitCodes.Difference : ExitCodes.Done;

        void Tell(RunCheck check)
        {
            var status = check.Damage is not null ? "damaged" : check.Unfit is not null ? "unfit" : check.Unsure is not null ? "cannot_tell" : check.IsEqual ? "equal" : "different";
            equal += check.IsEqual ? 1 : 0;
            damaged += check.Damage is null ? 0 : 1;
            unsure += check.Unsure is null ? 0 : 1;
            different += check.Damage is null && check.Unsure is null && !check.IsEqual ? 1 : 0;
            if (check.IsEqual && !IsJson)
                return;
            var reason = check.Damage ?? (check.Unfit is { } unfit ? $"cannot be trained again: {unfit}" : check.Unsure is { } why ? $"cannot tell: {why}" : null);
            report.Write(CheckReport.Name(check.Run), reason, check.Differences, new JsonObject { ["run"] = check.Run.Run, ["cell"] = check.Run.Cell, ["result"] = status });
        }
    }
}
