using Sweeps.Tests;
using Sweeps.Training;
using TorchSharp;

namespace Sweeps.Torch.Tests.Training;

/// <summary>Native memory, which no garbage collector sees. Counted over the whole process, so nothing runs beside it.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Kind(TestKind.Torch)]
public sealed class MemoryTests
{
    /// <summary>The allocator reaches its level after a thousand steps.</summary>
    private const int Warm = 1500;
    private const int Steps = 1500;

    /// <summary>A leak of one tensor of outputs in a step would come to 390 MB, one of a weight in a run to 125 MB.</summary>
    private const long Bound = 64 << 20;

    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        _ = Engines.Torch;
        var cell = TestData.Cell(steps: Warm + Steps);
        cell = cell with
        {
            Network = cell.Network with { Width = 512, Depth = 0, Norm = "batch" },
            Training = cell.Training with { BatchSize = 128, Optimizer = "adam", L2Penalty = 0.01, LearningRate = 1e-5 },
        };
        using var run = Engines.Torch.Start(cell, TestData.Symbols, new Looker());
        run.Advance(Warm);
        var (tensors, bytes) = (torch.Tensor.TotalCount, Environment.WorkingSet);
        run.Advance(Steps);
        Assert.Equal(Warm + Steps, run.StepsDone);
        // Without a garbage collection, so that nothing waits for a finalizer.
        Assert.InRange(torch.Tensor.TotalCount - tensors, long.MinValue, 16);
        Assert.InRange(Environment.WorkingSet - bytes, long.MinValue, Bound);
    }

    [Fact]
    public void Runs_leave_no_weights_behind()
    {
        const int runs = 60;
        var cell = TestData.Cell(steps: 2);
        cell = cell with { Network = cell.Network with { Width = 724, Depth = 1 } };
        for (var i = 0; i < runs / 2; i++)
            Train(cell);
        var bytes = WithoutGarbage();
        for (var i = 0; i < runs; i++)
            Train(cell);
        Assert.InRange(WithoutGarbage() - bytes, long.MinValue, Bound);
    }

    /// <summary>The process's memory once the managed heap, in which saved states lie, has been given back.</summary>
    private static long WithoutGarbage()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }

    private static void Train(CellSettings cell)
    {
        using var run = Engines.Torch.Start(cell with { Network = cell.Network with { Norm = "batch" }, Training = cell.Training with { Optimizer = "adam" } }, TestData.Symbols, new Looker());
        run.Advance(2);
        run.Evaluate(TestData.Symbols.Valid);
        using var state = new MemoryStream();
        run.Save(state);
        state.Position = 0;
        run.Restore(state);
        run.Weights();
    }

    private sealed class Looker : ITrainingTap
    {
        public TensorKinds Wants(int step) => TensorKinds.Output | TensorKinds.OutputGradient | TensorKinds.Weight | TensorKinds.WeightGradient | TensorKinds.Step;

        public void Observe(IStepView step)
        {
            foreach (var module in step.Modules)
                foreach (var kind in Enum.GetValues<TensorKinds>().Where(kind => kind != TensorKinds.None && step.Has(module, kind)))
                    _ = step.Tensor(module, kind).Rows;
        }
    }
}
