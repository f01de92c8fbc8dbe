using System.CommandLine;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Arguments.Completing;
using Sweeps.Cli.Engines;
using Sweeps.Cli.Hosting;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;
using Sweeps.Core;
using Sweeps.Core.Files;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps run FILE…</c></summary>
internal static class RunVerb
{
    public const string Name = "run";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Training,
        Summary = "Trains every cell that is not done yet, writes the tables and prints the summary.",
        Examples =
        [
            new("Train what is not done yet; after a stop, the same call continues.", "experiments/appendix-activations.yaml"),
            new("Try other learning rates than the definition's.", "experiments/dying-units.yaml", "--set", "lr=[0.1,0.5]"),
            new("Train at most ten of the cells for which a condition holds.", "experiments/full-grid.yaml", "--where", "depth <= 4 and norm != 'none'", "--limit", "10"),
        ],
        Documentation = "docs/operations.md",
        ReadsDefinition = true,
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var terminal = context.Terminal;
        var files = DefinitionArgument.Several("Definitions; several run one after the other.");
        var definition = new DefinitionOptions(context);
        var workers = Checked.Workers();
        var nice = Checked.Number("--nice", "Give way to other processes, as nice(1) does: 0 to 19. Default: 0.", 0, Niceness.Most);
        var memory = Checked.Size("--max-memory", "Memory that the program may use, for example 4G. As many runs are trained at once as fit; a run that does not fit fails.", MemoryLimit.LeastMegabytes);
        var limit = Checked.Number("--limit", "Train at most this many runs.", 0);
        var shard = Checked.Share("--shard", "Train only this share of the cells; 'sweeps merge' writes the tables of all shares.");
        var fresh = new Option<bool>("--fresh") { Description = "Move earlier results aside and begin anew. Nothing is deleted." };
        var retry = new Option<bool>("--retry-failed") { Description = "Train failed runs again. Diverged ones are results." };
        var reuse = Checked.Repeated("--reuse", "DIR", "The folder of another sweep whose runs may be reused. Repeatable.").NotEmpty("a sweep's folder, results/<name>").Suggest(at => ResultSuggestions.Sweeps(at, context.Settings));
        var report = new Option<bool>("--report") { Description = "Write the report when the sweep is done: report.html in its folder." };
        var wait = new Option<bool>("--wait") { Description = "Wait for other processes that use the folder, instead of giving up." };
        var showing = new ShowingOptions();
        var verbose = new Option<bool>("--verbose") { Description = "Show the log on standard error." };

        command.Add(files);
        definition.AddTo(command);
        foreach (var option in new Option[] { workers, nice, memory, limit, shard, fresh, retry, reuse, wait, report, verbose })
            command.Options.Add(option);
        showing.AddTo(command);
        command.Validators.Add(result =>
        {
            // Not their values: of what is wrong in itself there is none to ask for.
            var isShare = result.GetResult(shard) is { Implicit: false };
            if (isShare && result.GetValue(fresh))
                result.AddError("--fresh and --shard do not go together: the other shares would lose their runs.");
            if (isShare && result.GetResult(reuse) is { Implicit: false })
                result.AddError("--reuse and --shard do not go together: runs are taken over when tables are made, and a share makes none.");
        });

        command.SetAction((parsed, _) =>
        {
            Niceness.Set(parsed.GetValue(nice) ?? 0, terminal);
            if (parsed.GetValue(memory) is { } bytes)
                MemoryLimit.Set(bytes, terminal);
            var options = new RunOptions
            {
                Workers = parsed.GetValue(workers) ?? context.Settings.Workers,
                MaxMemory = parsed.GetValue(memory),
                Limit = parsed.GetValue(limit),
                Shard = parsed.GetValue(shard),
                Fresh = parsed.GetValue(fresh),
                RetryFailed = parsed.GetValue(retry),
                Waits = parsed.GetValue(wait),
                Reuse = parsed.GetValue(reuse)!,
            };
            var sources = parsed.GetValue(files)!.Select(file => definition.Read(parsed, file));
            return RunAsync([.. sources], new RunRequest(options, showing.Read(parsed), Invocation.Of(parsed), parsed.GetValue(report)), context, parsed.GetValue(verbose));
        });
    }

    private static async Task<int> RunAsync(IReadOnlyList<SweepSource> sources, RunRequest request, ProgramContext context, bool verbose)
    {
        var terminal = context.Terminal;
        // The host takes as long to build as a definition to read.
        var building = Task.Run(() => SweepHost.Build(context, verbose));
        _ = Task.Run(context.Composition.Prepare);
        IReadOnlyList<Sweep> sweeps;
        try
        {
            sweeps = new SweepLoader(context.Composition).Load(sources);
            CheckReused(request.Options.Reuse, sweeps);
        }
        catch
        {
            (await building).Dispose();
            throw;
        }

        foreach (var warning in sweeps.SelectMany(sweep => sweep.Warnings()))
            terminal.Warn(warning);
        foreach (var engine in sweeps.Select(sweep => sweep.Engine).Distinct())
            EngineNews.Tell(engine, terminal, request.Showing != Showing.Nothing);
        // The first run's examples are made while its folder is looked through.
        _ = Task.Run(() => sweeps[0].Plan.DataOf(sweeps[0].Selection.Cells().First()));
        using var host = await building;
        return await host.RunAsync((executor, stop) => TrainAsync(sweeps, request, terminal, executor, stop));
    }

    /// <summary>Trains one sweep after the other.</summary>
    /// <returns>The exit code that matters most.</returns>
    private static async Task<int> TrainAsync(IReadOnlyList<Sweep> sweeps, RunRequest request, Terminal terminal, SweepExecutor executor, CancellationToken stop)
    {
        var exitCode = ExitCodes.Done;
        for (var i = 0; i < sweeps.Count; i++)
        {
            var sweep = sweeps[i];
            var following = sweeps.Skip(i + 1).Select(later => later.Source.File).ToList();
            var task = SlurmTask.Of(sweep.Paths, request.Options.Shard, TimeProvider.System);
            int code;
            try
            {
                task?.Begin(terminal);
                code = await executor.RunAsync(sweep, request with { Following = following }, stop);
            }
            catch (Exception exception) when (sweeps.Count > 1 || task is not null)
            {
                // What keeps one sweep from going on need not keep the next; and a task tells how it ended.
                code = SweepsCommand.Report(exception, terminal);
            }

            task?.End(code);
            exitCode = ExitCodes.Worst(exitCode, code);

            if (stop.IsCancellationRequested)
            {
                // What was stopped is this sweep, as its code says, or those that were to come.
                exitCode = following.Count == 0 ? exitCode : ExitCodes.Worst(exitCode, ExitCodes.Stopped);
                if (code != ExitCodes.Stopped && following.Count > 0)
                    terminal.Warn($"stopped. Go on with: {request.Given.About(following) with { Data = SweepCalls.Data(sweeps[i + 1]) }}");
                break;
            }
        }

        return exitCode;
    }

    /// <summary>Runs that were to be taken over and are trained instead cost hours: a folder that is misspelt is no empty one. That of a sweep that comes earlier may not be there yet.</summary>
    private static void CheckReused(IReadOnlyList<string> folders, IReadOnlyList<Sweep> sweeps)
    {
        foreach (var paths in folders.Select(SweepPaths.OfFolder).Where(paths => !sweeps.Any(sweep => string.Equals(sweep.Paths.Folder, paths.Folder, StringComparison.Ordinal))))
            ResultsFolder.Check(paths, "--reuse");
    }
}
