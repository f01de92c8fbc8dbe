using Sweeps.Tests;
using Sweeps.Torch.Tests.Tasks;
using Sweeps.Training;
using TorchSharp;
using static TorchSharp.torch;

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
        var cell = TestData.Cell(steps: Warm + Steps);
        LeavesNothingBehind(TestData.Symbols, cell with
        {
            Network = cell.Network with { Width = 512, Depth = 0, Norm = "batch" },
            Training = cell.Training with { BatchSize = 128, Optimizer = "adam", L2Penalty = 0.01, LearningRate = 1e-5 },
        });
    }

    /// <summary>Modules that copy, draw, count and change in place, numbers that become scalars, and an optimizer of the task's own.</summary>
    [Fact]
    public void Steps_of_a_network_of_ones_own_leave_no_tensors_behind()
    {
        var task = new SmallTask(_ => new Everything()) { MakeOptimizer = static (module, _) => torch.optim.AdamW(module.parameters(), lr: 1e-5) };
        var cell = task.Cell(steps: Warm + Steps);
        LeavesNothingBehind(SmallTask.Examples, cell with { Training = cell.Training with { BatchSize = 128 } });
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

    private static void LeavesNothingBehind(TrainingData data, CellSettings cell)
    {
        using var run = Engines.Torch.Start(cell, data, new Looker());
        run.Advance(Warm);
        var (tensors, bytes) = (torch.Tensor.TotalCount, Environment.WorkingSet);
        run.Advance(Steps);
        Assert.Equal(Warm + Steps, run.StepsDone);
        // Without a garbage collection, so that nothing waits for a finalizer.
        Assert.InRange(torch.Tensor.TotalCount - tensors, long.MinValue, 16);
        Assert.InRange(Environment.WorkingSet - bytes, long.MinValue, Bound);
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

    private sealed class Everything : nn.Module<Tensor, Tensor>
    {
        private const int Width = 512;
        private readonly nn.Module<Tensor, Tensor> _first = nn.Linear(TestData.Features, Width);
        private readonly nn.Module<Tensor, Tensor> _norm = nn.BatchNorm1d(Width);
        private readonly nn.Module<Tensor, Tensor> _activation = nn.ReLU(inplace: true);
        private readonly nn.Module<Tensor, Tensor> _dropout = nn.Dropout(0.25);
        private readonly nn.Module<Tensor, Tensor> _last = nn.Linear(Width, TestData.Classes);

        public Everything()
            : base("everything") => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var hidden = _activation.call(_norm.call(_first.call(input)));
            return _last.call(_dropout.call((hidden * 2.0) - hidden));
        }
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
