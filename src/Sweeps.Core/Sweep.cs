using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Handlers;
using Sweeps.Core.Plans;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Training;

namespace Sweeps.Core;

/// <summary>A sweep: a valid definition with its cells, and the folder of its results. This is the way in for programs that use the product as a library. Thread-safe.</summary>
/// <example>
/// <code>
/// var sweep = Sweep.Load("experiment.yaml", new SweepEnvironment(engine)).Valid;
/// var result = await sweep.RunAsync(new RunOptions { Workers = 4 });
/// using var results = sweep.OpenResults();
/// double?[] losses = results.Runs.Column&lt;double?&gt;("loss_end");
/// </code>
/// </example>
public sealed class Sweep
{
    private readonly SweepEnvironment _environment;
    private readonly Lazy<SweepJob> _job;

    internal Sweep(SweepSource source, SweepEnvironment environment, SweepPlan plan, SweepPlan selection, SweepPaths paths)
    {
        Source = source;
        _environment = environment;
        Plan = plan;
        Selection = selection;
        Paths = paths;
        Given = plan.Definition.Bytes;
        _job = new(() => JobFactory.Create(this));
    }

    /// <summary>What the sweep was loaded from.</summary>
    public SweepSource Source { get; }

    /// <summary>The name of the sweep and of its results folder.</summary>
    public string Name => Plan.Definition.Name;

    /// <summary>All cells of the sweep: what its tables hold once they are trained.</summary>
    public SweepPlan Plan { get; }

    /// <summary>The cells among them that <see cref="SweepSource.Where"/> chooses; the plan itself without a condition.</summary>
    public SweepPlan Selection { get; }

    /// <summary>The results folder and the files in it.</summary>
    public SweepPaths Paths { get; }

    /// <summary>The engine that the definition chooses.</summary>
    public ITrainingEngine Engine => Plan.Engine;

    /// <summary>The folders in which datasets were looked for by name.</summary>
    public IReadOnlyList<string> DataFolders => _environment.Data.Folders;

    /// <summary>All that the results depend on, and where they go.</summary>
    public SweepJob Job => _job.Value;

    /// <summary>The definition as the user gave it.</summary>
    internal ReadOnlyMemory<byte> Given { get; init; }

    /// <summary>Whether everything that was set stands in the definition already.</summary>
    internal bool IsComposed { get; init; }

    /// <summary>Reads and checks a definition; writes and trains nothing.</summary>
    /// <param name="path">The file of the definition. Results go to <c>results</c> in the current folder.</param>
    /// <param name="environment">What the definition can name, and what trains it.</param>
    /// <returns>The sweep, or all mistakes with line and column. A file that cannot be read is such a mistake, too.</returns>
    public static SweepLoadResult Load(string path, SweepEnvironment environment) => Load(new SweepSource { File = path }, environment);

    /// <summary>Reads and checks a definition; writes and trains nothing.</summary>
    /// <param name="source">The definition, what changes it, and where its results go.</param>
    /// <param name="environment">What the definition can name, and what trains it.</param>
    /// <returns>The sweep, or all mistakes with line and column. A file that cannot be read is such a mistake, too.</returns>
    /// <exception cref="PluginException">A plugin cannot be used.</exception>
    public static SweepLoadResult Load(SweepSource source, SweepEnvironment environment)
    {
        var context = new DefinitionContext { Catalogue = environment.Catalogue.With(source.Plugins), Data = environment.Data, Set = source.Set };
        var selection = Read(source, context with { Where = source.Where });
        var plan = source.Where is null || selection.Plan is null ? selection : Read(source, context);
        return plan.Plan is { } found
            ? new(new Sweep(source, environment, found, selection.Plan!, SweepPaths.Of(source.ResultsRoot, found.Definition.Name)), [])
            : new(null, plan.Errors);
    }

    /// <summary>Makes a sweep of its results folder: of the definition that stands there, with what it was last run with.</summary>
    /// <param name="folder">The results folder of one sweep.</param>
    /// <param name="environment">What the definition can name, and what trains it.</param>
    /// <param name="plugins">Assemblies with handlers. Those that the folder names are never loaded by themselves.</param>
    /// <returns>The sweep, or why its plan cannot be made here: a dataset is missing, say, or a handler's plugin is not named.</returns>
    /// <exception cref="NoSweepException">The folder holds no definition.</exception>
    /// <exception cref="StorageException">The folder cannot be read.</exception>
    /// <exception cref="PluginException">A plugin cannot be used.</exception>
    public static SweepLoadResult LoadStored(string folder, SweepEnvironment environment, IReadOnlyList<string>? plugins = null) =>
        StoredDefinition.Load(SweepPaths.OfFolder(folder), plugins ?? [], environment);

    /// <summary>What handlers cannot see of the networks of plugins' tasks: a sentence for each module, with its path. When the sweep is run, each is an event, too.</summary>
    public IReadOnlyList<string> Unseen() => UnseenModules.Of(Plan);

    /// <summary>What the definition and the condition say without effect, a sentence each. None of it keeps the sweep from running.</summary>
    public IEnumerable<string> Warnings()
    {
        var warnings = Plan.Warnings.Select(warning => warning.ToString());
        return Selection.Statistics.Filtered == Plan.Statistics.Filtered && !ReferenceEquals(Plan, Selection)
            ? warnings.Append("--where: this condition takes out no cell: it holds for all of them")
            : warnings;
    }

    /// <summary>Whether a cell is among those that <see cref="SweepSource.Where"/> chooses; null without a condition.</summary>
    public Predicate<PlannedCell>? Select()
    {
        if (ReferenceEquals(Plan, Selection))
            return null;
        var chosen = Selection.Cells().Select(cell => cell.Run).ToHashSet(StringComparer.Ordinal);
        return cell => chosen.Contains(cell.Run);
    }

    /// <summary>Trains every chosen cell that is not done yet, commits each run as soon as it is finished, and writes the tables. What is done already is not trained again.</summary>
    /// <param name="options">How it is executed; nothing of it changes a result. The default is that of <see cref="RunOptions"/>.</param>
    /// <param name="progress">
    /// Receives events one at a time and in order, on the thread where they happen; workers wait for it, so it should return quickly.
    /// <see cref="Progress{T}"/> hands events to another thread and may change their order. By default, events are ignored.
    /// </param>
    /// <param name="cancellation">Asks for an orderly stop, as Ctrl-C does: within two seconds everything that is finished is durable, long runs have saved their state, and the task ends with <see cref="SweepResult.Stopped"/>. Running the sweep again goes on from there.</param>
    /// <returns>How many cells are done, and how; the files are named by <see cref="Paths"/>.</returns>
    /// <exception cref="StorageException">Results cannot be read or written, or another process is working in the folder. What was committed before is safe.</exception>
    /// <exception cref="MemoryLimitException">Not one of the runs that are due fits into <see cref="RunOptions.MaxMemory"/>.</exception>
    /// <exception cref="OperationCanceledException">It was stopped while it waited for another process.</exception>
    /// <exception cref="ArgumentException">The options do not go together.</exception>
    public Task<SweepResult> RunAsync(RunOptions? options = null, IProgress<SweepEvent>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new RunOptions();
        var job = Job with { Execution = Job.Execution with { CommandLine = options.CommandLine } };
        return new SweepRunner(Engine, _environment.Time)
            .RunAsync(job, options with { Select = Both(Select(), options.Select) }, progress ?? NoProgress.Instance, cancellation);
    }

    /// <summary>What is done and what an execution would have to do; writes nothing.</summary>
    /// <param name="note">Called with a sentence about each problem with stored files. By default, problems are ignored.</param>
    /// <param name="limit">The most runs that would be trained; the default is no limit.</param>
    /// <param name="all">Whether all cells are asked for, and not only those that <see cref="SweepSource.Where"/> chooses.</param>
    /// <exception cref="StorageException">The results cannot be read.</exception>
    public SweepStatus Status(Action<string>? note = null, int? limit = null, bool all = false) =>
        SweepStatus.Of(Engine, Job, all ? null : Select(), note ?? (_ => { }), limit);

    /// <summary>Counts the cells that are done and those that are not, by results that are open already.</summary>
    /// <param name="results">The results in the folder of this sweep.</param>
    /// <exception cref="StorageException">The results cannot be read.</exception>
    public SweepStatus Status(ResultsReader results) => SweepStatus.Of(Engine, Job, null, null, results);

    /// <summary>The number of cells that are done, if the final tables are all that is stored and have only runs of this sweep.</summary>
    /// <param name="results">The results in the folder of this sweep.</param>
    /// <returns>The number; null if it takes a look at every stored run, as <see cref="Status(ResultsReader)"/> does.</returns>
    /// <exception cref="StorageException">The results cannot be read.</exception>
    public int? CountIfComplete(ResultsReader results) => SweepStatus.CountIfComplete(Job, results);

    /// <summary>Opens the results as they stand now.</summary>
    /// <exception cref="StorageException">There are none yet, or they cannot be read.</exception>
    public SweepResults OpenResults() => SweepResults.Open(Paths.Folder, Plan.Parameters);

    private static PlanResult Read(SweepSource source, DefinitionContext context) => source.Content is { } content
        ? PlanReader.Plan(DefinitionReader.Read(content, source.File, Directory.GetCurrentDirectory(), context))
        : PlanReader.Read(source.File, context);

    private static Predicate<PlannedCell>? Both(Predicate<PlannedCell>? one, Predicate<PlannedCell>? other) =>
        one is null ? other : other is null ? one : cell => one(cell) && other(cell);
}
