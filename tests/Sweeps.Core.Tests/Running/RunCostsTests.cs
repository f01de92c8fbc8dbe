using Sweeps.Core.Handlers;
using Sweeps.Core.Plans;
using Sweeps.Core.Running;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Tests.Running;

public sealed class RunCostsTests : IDisposable
{
    private readonly FakeSweep _sweep = new() { Handlers = [] };

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void A_handler_that_looks_twice_as_often_costs_twice_as_much()
    {
        var cell = FakeSweep.Cell(0, 0.1, 1, 1000);
        var none = Seconds(cell);
        var rare = Seconds(cell, FakeSweep.Handler("x", 10));
        var often = Seconds(cell, FakeSweep.Handler("x", 5));
        Assert.True(rare > none);
        Assert.Equal(2 * (rare - none), often - none, 12);
        Assert.Equal(3 * (rare - none), Seconds(cell, FakeSweep.Handler("x", 10), FakeSweep.Handler("y", 5)) - none, 12);
    }

    [Fact]
    public void What_is_evaluated_at_the_end_costs_too()
    {
        var cell = FakeSweep.Cell(0, 0.1, 1, 10);
        var costs = new RunCosts(_sweep.Engine, _sweep.Job([cell]) with { Evaluated = _ => 96_000 });
        // 3,000 batches of 32, forward alone: as much as 1,000 steps.
        Assert.Equal(1000 * 1e-6, costs.Of(cell) - Seconds(cell), 12);
    }

    [Fact]
    public void Cells_of_one_shape_are_priced_once()
    {
        var engine = new CountingEngine(_sweep.Engine);
        var costs = new RunCosts(engine, _sweep.Job([]));
        foreach (var seed in Enumerable.Range(1, 100))
            costs.Of(FakeSweep.Cell(0, 0.1 * seed, (ulong)seed, 10));
        var once = engine.Asked;
        Assert.InRange(once, 1, 2);
        costs.Of(FakeSweep.Cell(0, 0.1, 1, 11));
        Assert.Equal(2 * once, engine.Asked);
    }

    /// <summary>Whatever else is set may cost something, and is priced by itself.</summary>
    [Fact]
    public void Any_setting_but_a_few_makes_another_shape()
    {
        var cell = FakeSweep.Cell(0, 0.1, 1, 10);
        var (network, training) = (cell.Settings.Network, cell.Settings.Training);
        CellSettings[] others =
        [
            cell.Settings with { Network = network with { Features = 4 } }, cell.Settings with { Network = network with { Outputs = 4 } },
            cell.Settings with { Network = network with { Activation = "gelu" } }, cell.Settings with { Network = network with { Norm = "batch" } },
            cell.Settings with { Network = network with { Init = network.Init with { Hidden = new LayerInit { Bias = BiasInit.None } } } },
            cell.Settings with { Training = training with { Optimizer = "other" } }, cell.Settings with { Training = training with { L2Penalty = 1 } },
            cell.Settings with { Training = training with { OptimizerOptions = OptionValues.None.With(new NumberOption("a", "b", "c.", 0, 1, 0), 1.0) } },
        ];

        Assert.Equal(others.Length + 1, others.Append(cell.Settings).Select(settings => RunShape.Of(cell with { Settings = settings }, 0)).Distinct().Count());
        Assert.Equal(RunShape.Of(cell, 0), RunShape.Of(FakeSweep.Cell(7, 0.7, 9, 10), 0));
    }

    [Theory]
    [InlineData(null, new int[0], 0, 0)]
    [InlineData(7, new int[0], 0, 0)]
    [InlineData(null, new[] { 3, -1 }, 0, 0)]
    [InlineData(null, new int[0], 5, 4)]
    [InlineData(1000, new int[0], 0, 0)]
    public void Looks_are_counted_without_going_through_the_steps(int? every, int[] at, int first, int last)
    {
        var schedule = new HandlerSchedule(every, at, first, last);
        foreach (var steps in new[] { 10, 70, 71, 1000 })
            Assert.Equal(Enumerable.Range(0, steps).Count(step => schedule.IsDue(step, steps)), schedule.LooksOf(steps));
    }

    private double Seconds(PlannedCell cell, params HandlerDefinition[] handlers)
    {
        _sweep.Handlers = handlers;
        return new RunCosts(_sweep.Engine, _sweep.Job([cell])).Of(cell);
    }

    private sealed class CountingEngine(ITrainingEngine engine) : ITrainingEngine
    {
        public int Asked { get; private set; }

        public string Name => engine.Name;

        public string Arithmetic => engine.Arithmetic;

        public ModelCatalogue Catalogue => engine.Catalogue;

        public string? Refuses(CellSettings cell, IDataset data) => engine.Refuses(cell, data);

        public RunDescription Describe(CellSettings cell)
        {
            Asked++;
            return engine.Describe(cell);
        }

        public ITrainingRun Start(CellSettings cell, IDataset data, ITrainingTap? tap) => engine.Start(cell, data, tap);

        public ITrainedNetwork Load(NetworkSettings network, IReadOnlyDictionary<string, NamedTensor> tensors) => engine.Load(network, tensors);
    }
}
