using Sweeps.Tests;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Torch.Tests.Training;

/// <summary>The same bits from run to run, whatever happens beside or between.</summary>
[Kind(TestKind.Torch)]
public sealed class BitTests
{
    private const int Steps = 40;

    public static TheoryData<string, string, SamplingKind, InitStream> Cells => new()
    {
        { "none", "sgd", SamplingKind.Epochs, InitStream.PerLayer },
        { "batch", "sgd", SamplingKind.Replacement, InitStream.Single },
        { "layer", "adam", SamplingKind.Epochs, InitStream.Single },
        { "rms", "adam", SamplingKind.Replacement, InitStream.PerLayer },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_run_beside_others_is_one_by_itself(string norm, string optimizer, SamplingKind sampling, InitStream stream)
    {
        var cell = Cell(norm, optimizer, sampling, stream);
        var alone = Train(cell, null);
        var others = new string[6];
        // Wide enough that LibTorch would use threads of its own, were it allowed to.
        var wide = cell with { Network = cell.Network with { Width = 600 } };
        Parallel.For(0, others.Length, new ParallelOptions { MaxDegreeOfParallelism = 3 }, i => others[i] = i % 3 == 2 ? Train(wide, null) : Train(cell, null));
        Assert.All(others.Where((_, i) => i % 3 != 2), other => Assert.Equal(alone, other));
        Assert.Equal(others[2], others[5]);
        Assert.NotEqual(alone, others[2]);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_tap_changes_nothing(string norm, string optimizer, SamplingKind sampling, InitStream stream)
    {
        var cell = Cell(norm, optimizer, sampling, stream);
        Assert.Equal(Train(cell, null), Train(cell, new Reader()));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_run_goes_on_from_what_was_saved(string norm, string optimizer, SamplingKind sampling, InitStream stream)
    {
        var cell = Cell(norm, optimizer, sampling, stream);
        using var first = Engines.Torch.Start(cell, TestData.Symbols, null);
        foreach (var stop in (int[])[0, 1, 17, Steps])
        {
            first.Advance(stop - first.StepsDone);
            using var state = new MemoryStream();
            first.Save(state);
            state.Position = 0;
            using var second = Engines.Torch.Start(cell, TestData.Symbols, new Reader());
            second.Restore(state);
            Assert.Equal(state.Length, state.Position);
            second.Advance(Steps);
            Assert.Equal(Train(cell, null), Result(second));
        }
    }

    /// <summary>Numbers that native code reads must be held: TorchSharp's own modules and optimizers do not hold all of theirs.</summary>
    [Fact]
    public async Task Garbage_collections_change_nothing()
    {
        var cell = Cell("rms", "adam", SamplingKind.Epochs, InitStream.PerLayer);
        cell = cell with { Network = cell.Network with { Activation = "leaky_relu" }, Training = cell.Training with { L2Penalty = 0.01 } };
        var alone = Train(cell, null);
        using var done = new CancellationTokenSource();
        var collector = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        for (var i = 0; i < 20; i++)
            Assert.Equal(alone, Train(cell, new Reader()));
        await done.CancelAsync();
        await collector;
    }

    [Fact]
    public void Momentum_is_saved()
    {
        var cell = Cell("none", "sgd", SamplingKind.Epochs, InitStream.PerLayer);
        var momentum = (NumberOption)Engines.Managed.Catalogue.Optimizers.Get("sgd").Options.Single(option => option.ShortName is "momentum");
        cell = cell with { Training = cell.Training with { OptimizerOptions = OptionValues.None.With(momentum, 0.9), LearningRate = 0.01 } };
        using var first = Engines.Torch.Start(cell, TestData.Symbols, null);
        first.Advance(7);
        using var state = new MemoryStream();
        first.Save(state);
        state.Position = 0;
        using var second = Engines.Torch.Start(cell, TestData.Symbols, null);
        second.Restore(state);
        second.Advance(Steps);
        Assert.Equal(Train(cell, null), Result(second));
    }

    [Fact]
    public void The_state_of_another_run_is_refused()
    {
        using var saved = Engines.Torch.Start(Cell("none", "sgd", SamplingKind.Epochs, InitStream.PerLayer), TestData.Symbols, null);
        using var state = new MemoryStream();
        saved.Save(state);
        foreach (var other in (CellSettings[])[Cell("batch", "sgd", SamplingKind.Epochs, InitStream.PerLayer), Cell("none", "adam", SamplingKind.Epochs, InitStream.PerLayer), Cell("none", "sgd", SamplingKind.Replacement, InitStream.PerLayer)])
        {
            state.Position = 0;
            using var run = Engines.Torch.Start(other, TestData.Symbols, null);
            Assert.Throws<InvalidDataException>(() => run.Restore(state));
        }

        state.Position = 0;
        using var managed = Engines.Managed.Start(Cell("none", "sgd", SamplingKind.Epochs, InitStream.PerLayer), TestData.Symbols, null);
        Assert.Throws<InvalidDataException>(() => managed.Restore(state));
    }

    [Fact]
    public void A_run_that_diverges_stops_there()
    {
        var cell = TestData.Cell(symbols: false, classes: false, steps: 300);
        cell = cell with { Training = cell.Training with { LearningRate = 1e4 } };
        using var run = Engines.Torch.Start(cell, TestData.Draw(symbols: false, classes: false), null);
        run.Advance(300);
        Assert.NotNull(run.DivergedAt);
        Assert.Equal(run.DivergedAt + 1, run.StepsDone);
        Assert.False(float.IsFinite(run.Losses[^1]));
        Assert.True(run.IsFinished);
    }

    private static CellSettings Cell(string norm, string optimizer, SamplingKind sampling, InitStream stream)
    {
        var cell = TestData.Cell(steps: Steps);
        return cell with
        {
            Network = cell.Network with { Norm = norm, Init = cell.Network.Init with { Stream = stream } },
            Training = cell.Training with { Optimizer = optimizer, Sampling = sampling },
        };
    }

    private static string Train(CellSettings cell, ITrainingTap? tap)
    {
        using var run = Engines.Torch.Start(cell, TestData.Symbols, tap);
        // In slices, as a worker does it.
        for (var slice = 1; !run.IsFinished; slice++)
            run.Advance(slice);
        return Result(run);
    }

    /// <summary>The bits of all losses, of all weights and of the loss over a split.</summary>
    private static string Result(ITrainingRun run) => string.Join(' ', run.Losses.ToArray().Select(BitConverter.SingleToUInt32Bits)) + " | "
        + string.Join(' ', run.Weights().SelectMany(tensor => tensor.Values).Select(BitConverter.SingleToUInt32Bits)) + " | "
        + BitConverter.DoubleToUInt64Bits(run.Evaluate(TestData.Symbols.Valid)!.Value);

    /// <summary>Reads all of everything in every other step.</summary>
    private sealed class Reader : ITrainingTap
    {
        public TensorKinds Wants(int step) => (step % 4) switch
        {
            0 => TensorKinds.Output | TensorKinds.OutputGradient | TensorKinds.Weight | TensorKinds.WeightGradient | TensorKinds.Step,
            2 => TensorKinds.Output | TensorKinds.WeightGradient,
            _ => TensorKinds.None,
        };

        public void Observe(IStepView step)
        {
            foreach (var module in step.Modules)
                foreach (var kind in Enum.GetValues<TensorKinds>().Where(kind => kind != TensorKinds.None && (Wants(step.Step) & kind) == kind && step.Has(module, kind)))
                    Assert.True(step.Tensor(module, kind).Rows > 0);
        }
    }
}
