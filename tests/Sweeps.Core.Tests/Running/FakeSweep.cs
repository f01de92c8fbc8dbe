using System.Security.Cryptography;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Files;
using Sweeps.Core.Handlers;
using Sweeps.Core.Plans;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Parquet;
using Sweeps.Tables;
using Sweeps.Tests;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Running;

/// <summary>Sweeps of the fake engine in a folder of their own.</summary>
internal sealed class FakeSweep : IDisposable
{
    private static readonly TrainingData s_data = new(27, Examples(54), Examples(5), Examples(5));

    public FakeSweep()
    {
        Root = Path.Combine(Path.GetTempPath(), "sweeps-" + Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(Root);
    }

    public string Root { get; }

    public FakeEngine Engine { get; set; } = new();

    public RunOptions Options { get; set; } = new() { Workers = 2, SyncEvery = TimeSpan.FromMilliseconds(20) };

    public bool SaveModels { get; set; }

    public ExecutionInfo Execution { get; set; } = new();

    public IReadOnlyList<HandlerDefinition> Handlers { get; set; } = [Handler("first_weight", 3)];

    public EvaluationSettings? Evaluation { get; set; }

    public static HandlerDefinition Handler(string name, int every) =>
        new(name, new FirstWeight(), new HandlerOptions(new Dictionary<string, object>(StringComparer.Ordinal)), new HandlerSchedule(every, []));

    /// <summary>Learning rates × seeds; the number of steps varies with the seed.</summary>
    public static IReadOnlyList<PlannedCell> Cells(double[] rates, int seeds, int steps = 20)
    {
        var cells = new List<PlannedCell>();
        foreach (var rate in rates)
            for (var seed = 1; seed <= seeds; seed++)
                cells.Add(Cell(cells.Count, rate, (ulong)seed, steps + seed));
        return cells;
    }

    public static PlannedCell Cell(int number, double rate, ulong seed, int steps)
    {
        var settings = new CellSettings(
            new NetworkSettings { VocabularySize = 27 },
            new TrainingSettings { LearningRate = rate, Seed = seed, Steps = steps });
        var values = Shipped.Parameters.Columns.Select(column => Value(column, settings.Training)).ToArray();
        var run = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{rate:R} {seed} {steps}")))[..16];
        return new PlannedCell(number, run, settings, Shipped.Values(values));
    }

    public SweepPaths Paths(string name = "x") => SweepPaths.Of(Root, name);

    public SweepJob Job(IReadOnlyList<PlannedCell> cells, string name = "x") => new()
    {
        Paths = Paths(name),
        Parameters = Shipped.Parameters,
        Definition = System.Text.Encoding.UTF8.GetBytes($"name: {name} # {cells.Count} cells\n"),
        Cells = cells,
        Handlers = Handlers,
        Evaluation = Evaluation,
        Data = _ => s_data,
        SaveModels = SaveModels,
        Execution = Execution,
        Summary = new SummaryRequest(["lr"], [], ["loss_start", "loss_end", "loss_valid"]),
    };

    public SweepResult Run(IReadOnlyList<PlannedCell> cells, string name = "x", Events? events = null, CancellationToken stop = default) =>
        new SweepRunner(Engine).RunAsync(Job(cells, name), Options, events ?? new Events(), stop).GetAwaiter().GetResult();

    public SweepResult Merge(IReadOnlyList<PlannedCell> cells, string name = "x", Events? events = null) =>
        new SweepRunner(Engine).MergeAsync(Job(cells, name), events ?? new Events(), CancellationToken.None).GetAwaiter().GetResult();

    public StoredStatus Status(string name = "x")
    {
        if (!Directory.Exists(Paths(name).Folder))
            return new(0, 0, 0, 0, IsComplete: false, null);
        using var reader = ResultsReader.Open(Paths(name), Shipped.Parameters);
        return reader.Status();
    }

    /// <summary>SHA-256 of every file that may not differ between executions, by its name.</summary>
    public IReadOnlyDictionary<string, string> Deterministic(string name = "x")
    {
        var folder = Paths(name).Folder;
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Where(file => file is not ("timings.parquet" or "provenance.json" or "log.jsonl") && !file.StartsWith("kept", StringComparison.Ordinal) && !file.StartsWith("damaged", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToDictionary(file => file, file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file)))), StringComparer.Ordinal);
    }

    public TableData Table(string table, string name = "x")
    {
        using var reader = ParquetReader.Open(Paths(name).Table(table));
        var all = new TableData(reader.Schema);
        foreach (var group in reader.ReadAll())
            all.AppendRange(group, 0, group.RowCount);
        return all;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>Every class follows three of its own.</summary>
    private static ExampleSet Examples(int count) => new(
        3, Enumerable.Range(0, 3 * count).Select(i => (ushort)(i / 3 % 27)).ToArray(), Enumerable.Range(0, count).Select(i => (ushort)(i % 27)).ToArray());

    private static object? Value(ColumnSchema column, TrainingSettings training) => column.Name switch
    {
        "lr" => training.LearningRate,
        "seed" => (long)training.Seed,
        "steps" => training.Steps,
        "penalty" => training.L2Penalty,
        "dataset_task" => "classification",
        _ when column.Nullable => null,
        _ => column.Type switch
        {
            ColumnType.String => "same",
            ColumnType.Int32 => 6,
            ColumnType.Int64 => 6L,
            ColumnType.Boolean => false,
            ColumnType.Double => 0.5,
            _ => throw new NotSupportedException(),
        },
    };

    /// <summary>A handler that notes the first number of every weight; learning rate 5 makes it fail at step 7.</summary>
    private sealed class FirstWeight : IHandlerKind, IHandler
    {
        public string Name => "first_weight";

        public string Summary => "The first number of every weight.";

        public bool IsStateless => true;

        public IReadOnlyList<HandlerOption> Options => [];

        public TensorKinds Needs => TensorKinds.Weight;

        public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [new("value", ColumnType.Float), new("half", ColumnType.Double, Nullable: true)];

        public IHandler Create(HandlerOptions options) => new FirstWeight();

        public void Observe(IStepView step, HandlerRows rows)
        {
            if (step is { LearningRate: 5, Step: >= 7 })
                throw new InvalidOperationException("It was asked to fail.");
            foreach (var module in step.Modules)
            {
                rows.Begin(step.Step, module, TensorKinds.Weight);
                var value = step.Tensor(module, TensorKinds.Weight)[0, 0];
                rows.Own<float>(0).Append(value);
                if (module.HasWeight && value < 0.1f)
                    rows.Own<double>(1).AppendNull();
                else
                    rows.Own<double>(1).Append(value / 2.0);
            }
        }
    }
}

/// <summary>Remembers what happened.</summary>
internal sealed class Events : IProgress<SweepEvent>
{
    private readonly List<SweepEvent> _all = [];

    /// <summary>Called for every event.</summary>
    public Action<SweepEvent>? Also { get; init; }

    public IReadOnlyList<SweepEvent> All => _all;

    public IEnumerable<string> Notes => _all.OfType<StorageNoted>().Select(note => note.Message);

    public void Report(SweepEvent value)
    {
        _all.Add(value);
        Also?.Invoke(value);
    }
}
