using Sweeps.Core.Handlers;
using Sweeps.Engine.Tests.Training;
using Sweeps.Engine.Training;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

public sealed class AllocationTests
{
    private const TensorKinds Everything = TensorKinds.Output | TensorKinds.OutputGradient | TensorKinds.Weight | TensorKinds.WeightGradient;

    public static TheoryData<string> Kinds { get; } = [.. HandlerCatalogue.Shipped.Kinds.Select(kind => kind.Name)];

    [Fact]
    public void A_step_allocates_nothing_once_tables_have_grown()
    {
        var of = TensorNames.All.ToArray();
        var tap = new HandlerSet(
            [
                HandlerRun.Define("percentiles", ("of", of)), HandlerRun.Define("histogram", ("of", of)), HandlerRun.Define("moments", ("of", of)), HandlerRun.Define("rank_collapse"),
                HandlerRun.Define("update_ratio"), HandlerRun.Define("dead_units"), HandlerRun.Define("saturation"),
            ],
            steps: 1000);
        var step = Step();
        var tables = tap.Tables;
        for (; step.Step < 100; step.Step++)
            tap.Observe(step);
        foreach (var table in tables)
            table.Rows.Clear();

        var allocated = Allocations.Least(() =>
        {
            for (var end = step.Step + 30; step.Step < end; step.Step++)
                if (tap.Wants(step.Step) == Everything)
                    tap.Observe(step);
        });
        Assert.Equal(0, allocated);
        Assert.All(tables, table => Assert.True(table.Rows.RowCount >= 90));
    }

    [Fact]
    public void A_step_on_which_nothing_is_due_allocates_nothing()
    {
        var kind = HandlerCatalogue.Shipped.Find("moments")!;
        var tap = new HandlerSet([HandlerRun.Define(kind, new HandlerSchedule(1000, [5, -1], 3, 3))], steps: 10_000);
        Assert.Equal(TensorKinds.None, tap.Wants(10));
        var allocated = Allocations.Least(() =>
        {
            for (var step = 10; step < 900; step++)
                if (tap.Wants(step) != TensorKinds.None)
                    throw new InvalidOperationException("Nothing is due.");
        });
        Assert.Equal(0, allocated);
    }

    /// <summary>The engine and a handler together, over the ends of many passes (4 batches of 16 make one). Buffers may grow in the first half.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Training_with_a_handler_allocates_nothing_once_its_table_has_grown(string kind)
    {
        const int steps = 1000;
        const int half = 450;
        var tap = new HandlerSet(
            [HandlerRun.Define(HandlerCatalogue.Shipped.Find(kind)!, HandlerSchedule.Always)], steps);
        using var run = new TrainingEngine().Start(Cell(steps), Data(), tap);
        var tables = tap.Tables;
        run.Advance(half);
        foreach (var table in tables)
            table.Rows.Clear();

        Assert.Equal(0, Allocations.Least(() => run.Advance(half / 3)));
        Assert.All(tables, table => Assert.True(table.Rows.RowCount >= half, table.Definition.Name));
    }

    private static CellSettings Cell(int steps) => new(
        new NetworkSettings { VocabularySize = 7, Context = 2, Embedding = 3, Width = 8, Depth = 1, Norm = "layer" },
        new TrainingSettings { Steps = steps, BatchSize = 16, LearningRate = 0.05 });

    private static TrainingData Data()
    {
        var symbols = Enumerable.Range(0, 70 * 3).Select(i => (ushort)(i * i % 7)).ToArray();
        var examples = new ExampleSet(2, symbols.AsMemory(0, 140), symbols.AsMemory(140));
        return new TrainingData(7, examples, examples, examples);
    }

    private static FakeStep Step()
    {
        var step = new FakeStep();
        foreach (var kind in (string[])["Embedding", "Linear", "BatchNorm", "GELU", "Linear"])
        {
            var module = step.Add(kind);
            var output = Matrices.Normal(32, 30, (uint)module.Index);
            step.Set(module, TensorKinds.Output, output).SetInput(module, output).Set(module, TensorKinds.OutputGradient, output);
            if (module.HasWeight)
                step.Set(module, TensorKinds.Weight, Matrices.Normal(30, 30, 7)).Set(module, TensorKinds.WeightGradient, Matrices.Normal(30, 30, 8));
        }

        return step;
    }
}
