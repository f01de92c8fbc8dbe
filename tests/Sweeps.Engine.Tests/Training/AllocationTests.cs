using Sweeps.Engine.Optimizers;
using Sweeps.Engine.Training;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Training;

/// <summary>Steps allocate nothing, across the ends of passes too: 7 batches of 9 make a pass over 70 examples.</summary>
public sealed class AllocationTests
{
    private const int Symbols = 11;
    private const int Context = 2;
    private const int Warm = 40;
    private const int Steps = 400;
    private static readonly TrainingData s_data = TestData.Random(Symbols, Context, count: 70, seed: 5);

    public static MatrixTheoryData<string, string, bool> Networks { get; } =
        new(ManagedModels.Catalogue.Activations.Names, ManagedModels.Catalogue.Norms.Names, [false, true]);

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_step_of_any_network_allocates_nothing(string activation, string norm, bool seen) =>
        AssertAllocatesNothing(Network() with { Activation = activation, Norm = norm, NormalizeLogits = norm is not "none" }, Training(), seen);

    [Theory]
    [InlineData(ResidualKind.PreActivation)]
    [InlineData(ResidualKind.PreActivationPlain)]
    public void A_step_of_residual_blocks_allocates_nothing(ResidualKind residual) =>
        AssertAllocatesNothing(Network() with { Residual = residual }, Training(), seen: true);

    [Theory]
    [InlineData(SamplingKind.Epochs, 0, 0, 0)]
    [InlineData(SamplingKind.Epochs, 0.9, 0.01, 0.1)]
    [InlineData(SamplingKind.Replacement, 0, 0, 0)]
    [InlineData(SamplingKind.Replacement, 0.9, 0, 0)]
    public void A_step_allocates_nothing_however_it_samples_and_descends(SamplingKind sampling, double momentum, double decay, double penalty)
    {
        var training = Training() with { Sampling = sampling, OptimizerOptions = OptionValues.None.With(SharedOptions.Momentum, momentum).With(SharedOptions.WeightDecay, decay), L2Penalty = penalty };
        AssertAllocatesNothing(Network(), training, seen: false);
        AssertAllocatesNothing(Network() with { Init = new InitSettings { Stream = InitStream.Single } }, training, seen: true);
    }

    [Fact]
    public void A_step_with_a_schedule_allocates_nothing() =>
        AssertAllocatesNothing(Network(), Training() with { Schedule = new LearningRateSchedule("cosine", 0) }, seen: false);

    private static NetworkSettings Network() => new() { VocabularySize = Symbols, Context = Context, Embedding = 3, Width = 7, Depth = 2 };

    private static TrainingSettings Training() => new() { Steps = Warm + Steps + 10, BatchSize = 9, LearningRate = 0.05 };

    private static void AssertAllocatesNothing(NetworkSettings network, TrainingSettings training, bool seen)
    {
        var tap = seen ? new EveryTensor() : null;
        using var run = new TrainingEngine().Start(new CellSettings(network, training), s_data, tap);
        run.Advance(Warm);
        Assert.Equal(0, Allocations.Least(() => run.Advance(Steps / 4)));
        run.Advance(Steps / 4);
        Assert.Equal(Warm + Steps, run.StepsDone);
        Assert.Equal(seen ? Warm + Steps : 0, tap?.Steps ?? 0);
    }

    /// <summary>Reads every tensor of every module at every step.</summary>
    private sealed class EveryTensor : ITrainingTap
    {
        private static readonly TensorKinds[] s_kinds = [TensorKinds.Output, TensorKinds.OutputGradient, TensorKinds.Weight, TensorKinds.WeightGradient];

        public int Steps { get; private set; }

        public TensorKinds Wants(int step) => TensorKinds.Output | TensorKinds.OutputGradient | TensorKinds.Weight | TensorKinds.WeightGradient;

        public void Observe(IStepView step)
        {
            Steps++;
            for (var i = 0; i < step.Modules.Count; i++)
                foreach (var kind in s_kinds)
                    if (step.Has(step.Modules[i], kind) && !float.IsFinite(step.Tensor(step.Modules[i], kind)[0, 0]))
                        throw new InvalidOperationException("Diverged.");
        }
    }
}
