using System.CommandLine;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Hosting;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;
using Sweeps.Core;
using Sweeps.Core.Files;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps merge DIR</c></summary>
internal static class MergeVerb
{
    public const string Name = "merge";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Training,
        Summary = "Writes the final tables from what workers, shares or array tasks have stored; trains nothing.",
        Examples =
        [
            new("Write the tables of all shares.", "results/appendix-activations"),
            new("Wait until no other process uses the folder, then write them.", "results/appendix-activations", "--wait"),
        ],
        Documentation = "docs/operations.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var terminal = context.Terminal;
        var stored = new StoredSweepArguments(context);
        var showing = new ShowingOptions();
        var wait = new Option<bool>("--wait") { Description = "Wait for other processes that use the folder, instead of giving up." };
        var afterTasks = new Option<bool>("--after-tasks") { Description = "In a Slurm job: if tasks of the sweep are still to run, submit the merge again behind them instead." };
        stored.AddTo(command);
        showing.AddTo(command);
        command.Options.Add(wait);
        command.Options.Add(afterTasks);
        command.SetAction((parsed, _) =>
        {
            var paths = stored.Paths(parsed);
            if (parsed.GetValue(afterTasks) && SlurmMerge.TryPutBehindTasks(paths, terminal))
                return Task.FromResult(ExitCodes.Done);
            var request = new RunRequest(new RunOptions { Limit = 0, Waits = parsed.GetValue(wait) }, showing.Read(parsed), Invocation.Of(parsed)) { Settings = context.Settings };
            return MergeAsync(paths, () => stored.Load(parsed), request, context);
        });
    }

    private static async Task<int> MergeAsync(SweepPaths paths, Func<Sweep> load, RunRequest request, ProgramContext context)
    {
        ResultsFolder.CheckFolder(paths);
        var sweep = load();
        using var before = ResultsFolder.Before(paths, sweep, context);
        using var host = SweepHost.Build(context, verbose: false);
        var executor = host.Executor();
        var exitCode = await host.RunAsync((_, stop) => executor.RunAsync(sweep, request, stop));
        var lost = executor.Result is { TablesWritten: true } result ? before.Lost(result.Completed + result.Diverged + result.Failed) : 0;
        if (lost <= 0)
            return exitCode;
        // A run would train them again; a merge cannot.
        context.Terminal.Fail($"{Quantity.Of(lost, "stored run")} turned out to be damaged and {(lost == 1 ? "is" : "are")} not in the tables. 'sweeps run' trains {(lost == 1 ? "it" : "them")} again.");
        if (SweepCalls.Run(sweep, context.Settings) is { } run)
            context.Terminal.Error.WriteLine($"  {run}");
        return ExitCodes.Worst(exitCode, ExitCodes.Storage);
    }
}
