using Sweeps.Core.Definitions;
using Sweeps.Core.Engines;
using Sweeps.Core.Tests.Running;
using Sweeps.Engine.Training;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Engines;

/// <summary><c>engine:</c> in a definition, from the key to the tables.</summary>
public sealed class EngineTests : IDisposable
{
    private const string Definition = """
        name: small
        dataset: { source: names }
        model: { embedding: 4, width: 6, depth: 1 }
        train: { steps: 20, batch_size: 8 }
        grid: { lr: [0.1, 0.5], seed: [1, 2] }
        handlers:
          - update_ratio: { every: 10 }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("sweeps-engines-").FullName;

    private static SweepEnvironment Environment => new(new SweepCatalogue(new EngineCatalogue(
        new("managed", "The default.", () => new TrainingEngine()),
        new("constant", "Returns constants.", () => new ConstantEngine()) { WithoutEffect = ["train.arithmetic"] },
        new("absent", "Is not installed.", () => throw new InvalidOperationException()) { WhyMissing = () => "run 'scripts/install --absent', which brings it" },
        new("broken", "Cannot be loaded.", () => throw new DllNotFoundException("no library"))), Shipped.Parameters));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_definition_is_trained_by_the_engine_that_it_names()
    {
        var sweep = Load("engine: constant\n" + Definition).Valid;
        Assert.Equal(("constant", "constant"), (sweep.Plan.Definition.Engine, sweep.Engine.Name));
        var result = await sweep.RunAsync(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((4, 0), (result.Completed, result.Failed));
        using (var results = sweep.OpenResults())
        {
            Assert.Equal(Enumerable.Repeat<double?>(ConstantEngine.Loss, 4), results.Runs.Column<double?>("loss_end"));
            Assert.Equal(["cell", "run"], results.Table("update_ratio").Schema.Columns.Take(2).Select(column => column.Name));
        }

        // The folder alone is enough to go on with the same engine.
        var stored = Sweep.LoadStored(sweep.Paths.Folder, Environment).Valid;
        Assert.Equal("constant", stored.Engine.Name);
        Assert.Equal((4, 0), (stored.Status().Done, stored.Status().Due));
    }

    [Fact]
    public void The_engine_can_be_set_and_what_was_set_is_composed()
    {
        var sweep = Load(Definition, "engine=constant").Valid;
        Assert.Equal("constant", sweep.Engine.Name);
        Assert.Contains("engine: constant", System.Text.Encoding.UTF8.GetString(sweep.Job.Composed.Span), StringComparison.Ordinal);
        Assert.Equal("managed", Load("engine: constant\n" + Definition, "engine=managed").Valid.Engine.Name);
    }

    [Fact]
    public void Runs_of_another_engine_are_other_runs_and_those_of_the_default_stay()
    {
        var written = Runs("engine: managed\n" + Definition);
        Assert.Equal(Runs(Definition), written);
        Assert.Empty(written.Intersect(Runs("engine: constant\n" + Definition), StringComparer.Ordinal));
    }

    [Fact]
    public void Cells_that_differ_in_what_the_engine_leaves_aside_are_equal()
    {
        const string Grid = "name: x\nmodel: { depth: 0, width: 2 }\ntrain: { steps: 5 }\ngrid: { arithmetic: [fast, pytorch] }";
        Assert.Equal(2, Load(Grid).Valid.Plan.CellCount);
        var sweep = Load(Grid, "engine=constant").Valid;
        Assert.Equal(1, sweep.Plan.CellCount);
        Assert.Equal(["arithmetic"], Assert.Single(sweep.Plan.Statistics.Equal).Parameters);
        var set = Load("name: x\ntrain: { steps: 5, arithmetic: pytorch }", "engine=constant").Valid;
        Assert.Equal("definition.yaml:2:32: arithmetic is without effect where engine is constant, as in every cell here", Assert.Single(set.Warnings()));
        Assert.Equal(Runs("engine: constant\nname: x\ntrain: { steps: 5 }"), set.Plan.Cells().Select(cell => cell.Run));
        // The columns of the tables are the same for every engine.
        Assert.Equal(Shipped.Parameters.Columns, set.Plan.Parameters.Columns);
    }

    [Theory]
    [InlineData("engine: constnat", "definition.yaml:1:9: engine is the text 'constnat'; it must be managed, constant, absent or broken; did you mean 'constant'?")]
    [InlineData("engine: [managed, constant]", "definition.yaml:1:9: engine is a list; it must be managed, constant, absent or broken")]
    [InlineData("engin: constant", "definition.yaml:1:1: a definition has no key 'engin'; allowed: name, title, engine,*; did you mean 'engine'?")]
    [InlineData("backend: constant", "definition.yaml:1:1: a definition has no key 'backend'; allowed:*; did you mean 'engine'?")]
    [InlineData("engine: absent", "definition.yaml:1:9: The engine 'absent' cannot be had here: run 'scripts/install --absent', which brings it")]
    [InlineData("engine: broken", "definition.yaml:1:9: The engine 'broken' cannot be loaded: no library")]
    [InlineData("grid: { activation: [relu, selu] }\ntrain: { steps: 9 }\nengine: constant", "definition.yaml:1:28: the engine 'constant' has no activation 'selu'; it has tanh or relu")]
    [InlineData("train: { steps: 9, schedule: { cosine: { factor: 0.1 } } }\nengine: constant", "definition.yaml:1:30: the engine 'constant' has no schedule 'cosine'; it has constant or step")]
    [InlineData("model: { init: { overrides: { logits: { scheme: normal } } } }\ntrain: { steps: 9, schedule: { step: { at: 0.5, factor: 0.1 } } }\nengine: constant", "definition.yaml:1:49: the engine 'constant' has no logits_scheme 'normal'; it has xavier_uniform, xavier_normal, kaiming_uniform, kaiming_normal, truncated_normal or orthogonal")]
    [InlineData("train: { steps: 101 }\nengine: constant", "definition.yaml:2:9: the engine 'constant' cannot train this: it trains at most 100 steps, not 101")]
    public void What_cannot_be_trained_is_told_with_its_place(string yaml, string message)
    {
        var error = Assert.Single(Load(yaml + "\nname: x").Errors).ToString();
        var parts = message.Split('*');
        Assert.StartsWith(parts[0], error, StringComparison.Ordinal);
        Assert.EndsWith(parts[^1], error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_has_no_effect_is_not_asked_for()
    {
        // Blocks of a residual network have ReLU whatever is written.
        Assert.Empty(Load("name: x\nengine: constant\nmodel: { activation: selu, residual: pre_activation }\ntrain: { steps: 5 }").Errors);
    }

    [Fact]
    public void A_catalogue_creates_an_engine_once_and_holds_each_name_once()
    {
        var created = 0;
        var engines = new EngineCatalogue(new EngineEntry("fake", "", () =>
        {
            created++;
            return new FakeEngine();
        }));
        Assert.Equal(0, created);
        Assert.Same(engines.Get("fake"), engines.Get("fake"));
        Assert.Equal(1, created);
        Assert.Equal("There is no engine 'other'; there is fake.", Assert.Throws<EngineException>(() => engines.Get("other")).Message);
        Assert.Throws<ArgumentException>(() => new EngineCatalogue());
        Assert.Throws<ArgumentException>(() => new EngineCatalogue(engines[0], engines[0]));
        Assert.Throws<InvalidOperationException>(() => new EngineCatalogue(new EngineEntry("other", "", () => new FakeEngine())).Get("other"));
    }

    private SweepLoadResult Load(string yaml, params IReadOnlyList<string> set) =>
        Sweep.Load(SweepSource.OfText(yaml) with { ResultsRoot = _root, Set = set }, Environment);

    private IEnumerable<string> Runs(string yaml) => [.. Load(yaml).Valid.Plan.Cells().Select(cell => cell.Run)];
}
