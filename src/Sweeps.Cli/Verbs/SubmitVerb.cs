using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;
using Sweeps.Core;
using Sweeps.Core.Datasets;
using Sweeps.Core.Running;
using Sweeps.Core.Slurm;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps submit FILE</c></summary>
internal static class SubmitVerb
{
    /// <summary>What Slurm's array size is if nobody sets it (slurm.conf, MaxArraySize).</summary>
    private const int UsualMaxArraySize = 1001;

    public const string Name = "submit";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Training,
        Summary = "Submits a sweep as a Slurm job array, with a merge job after it.",
        Examples =
        [
            new("Show the batch scripts and the calls of sbatch; submit nothing.", "experiments/full-grid.yaml", "--tasks", "20", "--dry-run"),
            new("Divide the cells among twenty tasks with four processors and two hours each.", "experiments/full-grid.yaml", "--tasks", "20", "--workers", "4", "--time", "2:00:00"),
        ],
        Documentation = "docs/operations.md",
        ReadsDefinition = true,
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var terminal = context.Terminal;
        var definition = new OneDefinition(context);
        var tasks = Checked.Number("--tasks", "Number of tasks among which the cells are divided, by expected cost.", 1, Submission.MostTasks);
        tasks.Required = true;
        var throttle = Checked.Number("--throttle", "Tasks that may run at the same time. Default: as many as the cluster allows.", 1);
        var workers = Checked.Number("--workers", "Runs that a task trains at once, and processors that it asks for. Default: 1.", 1, 4096);
        var time = OneLine("--time", "TIME", "Time limit of a task, as Slurm writes it: 90, 2:00:00, 1-12. A task that reaches it goes on when it is requeued or the sweep is submitted again.");
        time.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { Length: > 0 } text }, ..] && BatchScript.IsOneLine(text) && !BatchScript.IsTime(text))
                result.AddError($"--time is '{text}'; it must be a time as Slurm writes it: MINUTES, MINUTES:SECONDS, HOURS:MINUTES:SECONDS, DAYS-HOURS, DAYS-HOURS:MINUTES, DAYS-HOURS:MINUTES:SECONDS or UNLIMITED.");
        });
        var partition = OneLine("--partition", "NAME", "The partition.");
        var arguments = Checked.Repeated("--sbatch-arg", "ARG", "A further option of sbatch: --sbatch-arg=--account=physics. Repeatable.");
        var dry = new Option<bool>("--dry-run") { Description = "Show the scripts and what would be called; write and submit nothing." };
        definition.AddTo(command);
        foreach (var option in new Option[] { tasks, throttle, workers, time, partition, arguments, dry })
            command.Options.Add(option);
        var json = JsonOption.AddTo(command);
        command.Validators.Add(result =>
        {
            foreach (var argument in result.GetResult(arguments)?.Tokens.Select(token => token.Value) ?? [])
                if (!argument.StartsWith('-') || !BatchScript.IsOneLine(argument))
                    result.AddError($"--sbatch-arg is '{Texts.Plain(argument)}'; it must be an option of sbatch on one line: --sbatch-arg=--account=physics.");
        });

        command.SetAction(parsed =>
        {
            var source = definition.Source(parsed);
            CheckPaths(source, context.Composition.Data);
            var sweep = definition.Load(source);
            var wanted = parsed.GetValue(tasks)!.Value;
            var job = Job(sweep, Math.Min(wanted, sweep.Plan.CellCount)) with
            {
                Workers = parsed.GetValue(workers) ?? 1,
                Throttle = parsed.GetValue(throttle),
                Time = parsed.GetValue(time),
                Partition = parsed.GetValue(partition),
                SbatchArguments = parsed.GetValue(arguments)!,
            };
            if (job.Tasks < wanted)
                terminal.Warn($"The sweep has {Quantity.Of(job.Tasks, "cell")}: more tasks would have nothing to do.");
            return parsed.GetValue(dry) ? Show(job, parsed.GetValue(json), terminal) : Submit(job, sweep, parsed.GetValue(json), terminal);
        });
    }

    private static int Show(SlurmJob job, bool json, Terminal terminal)
    {
        var size = UsualMaxArraySize;
        try
        {
            size = SlurmClient.MaxArraySize();
        }
        catch (SlurmException exception)
        {
            terminal.Warn($"{exception.Message} Arrays are split as if its MaxArraySize were {size}.");
        }

        if (json)
            JsonOutput.Write(terminal, new JsonObject { ["tasks"] = job.Tasks, ["scripts_and_calls"] = SweepSubmission.Describe(job, size) });
        else
            terminal.Out.Write(SweepSubmission.Describe(job, size));
        return ExitCodes.Done;
    }

    private static int Submit(SlurmJob job, Sweep sweep, bool json, Terminal terminal)
    {
        var status = sweep.Status(terminal.Warn);
        Submission submission;
        try
        {
            submission = SweepSubmission.Submit(job, TimeProvider.System.GetUtcNow());
        }
        catch (SlurmException exception)
        {
            throw new UserException(exception.Message);
        }

        // Whoever works there now works on the definition that stands there; the tasks say theirs when they begin.
        if (status.Stored?.InUseBy is null)
            StandingDefinition.Announce(sweep.Job);
        if (json)
        {
            JsonOutput.Write(terminal, new JsonObject
            {
                ["folder"] = job.Paths.Folder,
                ["due"] = status.Due,
                ["tasks"] = job.Tasks,
                ["estimated_seconds"] = status.WallSeconds(job.Tasks * job.Workers),
                ["jobs"] = JsonOutput.Texts(submission.Arrays.Select(array => array.Job)),
                ["merge"] = submission.Merge,
            });
            return ExitCodes.Done;
        }

        terminal.Out.WriteLine($"{Quantity.Of(status.Due, "run")} in {Quantity.Of(job.Tasks, "task")}, about {Quantity.Duration(status.WallSeconds(job.Tasks * job.Workers))} each.");
        terminal.Out.WriteLine($"Job {string.Join(", ", submission.Arrays.Select(array => array.Job))}, and then {submission.Merge} for the tables. See the progress with:");
        terminal.Out.WriteLine($"  {SweepCalls.Planning(StatusVerb.Name, sweep)}");
        return ExitCodes.Done;
    }

    private static SlurmJob Job(Sweep sweep, int tasks)
    {
        var source = sweep.Source;
        var plugins = source.Plugins.SelectMany(plugin => new[] { "--plugin", Path.GetFullPath(plugin) }).ToList();
        var folders = sweep.DataFolders.Select(Path.GetFullPath).ToList();
        return new SlurmJob
        {
            Paths = sweep.Paths,
            Tasks = tasks,
            Program = ProgramFile.FullWords(),
            RunArguments =
            [
                RunVerb.Name, Path.GetFullPath(source.File), "--out", Path.GetFullPath(source.ResultsRoot),
                .. source.Set.SelectMany(set => new[] { "--set", set }),
                .. source.Where is { } where ? new[] { "--where", where } : [],
                .. plugins,
                "--quiet",
            ],
            MergeArguments = [MergeVerb.Name, sweep.Paths.Folder, .. plugins, "--quiet"],
            DataFolders = folders.Count == 0 ? null : string.Join(Path.PathSeparator, folders),
        };
    }

    /// <summary>Scripts consist of lines, and Slurm reads its options from them before any shell does.</summary>
    private static void CheckPaths(SweepSource source, DataCatalogue data)
    {
        IEnumerable<(string Name, string Path)> paths =
        [
            ("--out", source.ResultsRoot),
            ("FILE", source.File),
            .. source.Plugins.Select(plugin => ("--plugin", plugin)),
            .. data.Folders.Select(folder => (DataCatalogue.FoldersVariable, folder)),
            ("the program's own folder", ProgramFile.FullWords()[^1]),
        ];
        var (name, path) = paths.FirstOrDefault(named => !BatchScript.IsOneLine(Path.GetFullPath(named.Path)));
        if (name is not null)
            throw new UserException($"{name} is '{Path.GetFullPath(path)}'; a path that is written into a batch script must not have a line break or another control character.");
    }

    private static Option<string?> OneLine(string name, string helpName, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && (token.Value.Length == 0 || !BatchScript.IsOneLine(token.Value)))
                result.AddError($"{name} must be a text on one line.");
        });
        return option;
    }
}
