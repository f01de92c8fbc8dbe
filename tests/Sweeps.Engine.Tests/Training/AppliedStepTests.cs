using Sweeps.Engine.Tests.Optimizers;
using Sweeps.Engine.Training;
using Sweeps.Training;

namespace Sweeps.Engine.Tests.Training;

/// <summary>The step that was applied, as taps see it, and the learning rates that it is taken with.</summary>
public sealed class AppliedStepTests
{
    private static readonly TrainingData s_data = TestData.Random(symbols: 11, context: 2, count: 70, seed: 5);

    public static MatrixTheoryData<string, int> Optimizers => OptimizerCatalogueTests.All;

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Is_the_weights_after_the_update_minus_those_before_it(string optimizer, int others)
    {
        var cell = Cell(optimizer, others);
        var tap = new Steps();
        using var seen = new TrainingEngine().Start(cell, s_data, tap);
        using var unseen = new TrainingEngine().Start(cell, s_data, tap: null);
        for (var step = 0; step < 12; step++)
        {
            var before = Weights(seen);
            seen.Advance(1);
            unseen.Advance(1);
            var after = Weights(seen);
            foreach (var (name, values) in before)
            {
                Assert.Equal(values, tap.Before[name]);
                Assert.Equal(values.Zip(after[name], (old, now) => now - old), tap.Step[name]);
                Assert.Contains(tap.Step[name], number => number != 0);
            }
        }

        Assert.Equal(unseen.Weights().SelectMany(tensor => tensor.Values), seen.Weights().SelectMany(tensor => tensor.Values));
    }

    [Fact]
    public void Looking_at_it_allocates_nothing_once_there_is_room()
    {
        using var run = new TrainingEngine().Start(Cell("sgd", others: 1), s_data, new Norms());
        run.Advance(40);
        Assert.Equal(0, Allocations.Least(() => run.Advance(40)));
    }

    /// <summary>With a rate of 0 a role stands still; with a rate of its own it takes plain descent's step of that rate.</summary>
    [Theory]
    [InlineData(ModuleRole.Embedding)]
    [InlineData(ModuleRole.Hidden)]
    [InlineData(ModuleRole.Logits)]
    [InlineData(ModuleRole.Norm)]
    public void A_role_has_its_own_learning_rate(ModuleRole role)
    {
        var cell = Cell("sgd", others: 0);
        var inherited = OneStep(cell);
        var still = OneStep(cell with { Training = cell.Training with { RateOf = Only(role, 0) } });
        var doubled = OneStep(cell with { Training = cell.Training with { RateOf = Only(role, 2 * cell.Training.LearningRate) } });
        var roles = new TrainingEngine().Describe(cell).Modules.ToDictionary(module => module.Name, module => module.Role, StringComparer.Ordinal);

        foreach (var (name, (before, after)) in inherited)
        {
            var isOwn = roles[name[..name.LastIndexOf('.')]] == role;
            Assert.Equal(isOwn ? before : after, still[name].After);
            if (!isOwn)
                Assert.Equal(after, doubled[name].After);
            else
                Assert.All(before.Zip(after, doubled[name].After), one => Assert.Equal(2 * (one.Second - one.First), one.Third - one.First, 1e-6));
        }
    }

    [Fact]
    public void A_tap_is_told_the_learning_rate_of_each_module()
    {
        var cell = Cell("sgd", others: 0);
        var tap = new Rates();
        using var run = new TrainingEngine().Start(
            cell with { Training = cell.Training with { RateOf = Only(ModuleRole.Logits, 0.5), Schedule = new LearningRateSchedule("linear", 0) } }, s_data, tap);
        run.Advance(2);

        var factor = 1 - (1.0 / (cell.Training.Steps - 1));
        Assert.All(tap.Seen, rate => Assert.Equal((rate.Role == ModuleRole.Logits ? 0.5 : cell.Training.LearningRate) * (rate.Step == 0 ? 1 : factor), rate.Rate, 1e-7));
        Assert.Equal(2, tap.Seen.Count(rate => rate.Role == ModuleRole.Logits));
    }

    private static RoleRates Only(ModuleRole role, double rate) => new(
        role == ModuleRole.Embedding ? rate : null, role == ModuleRole.Hidden ? rate : null, role == ModuleRole.Logits ? rate : null, role == ModuleRole.Norm ? rate : null);

    private static Dictionary<string, (float[] Before, float[] After)> OneStep(CellSettings cell)
    {
        using var run = new TrainingEngine().Start(cell, s_data, tap: null);
        var before = run.Weights().ToDictionary(tensor => tensor.Name, tensor => tensor.Values, StringComparer.Ordinal);
        run.Advance(1);
        return run.Weights().ToDictionary(tensor => tensor.Name, tensor => (before[tensor.Name], tensor.Values), StringComparer.Ordinal);
    }

    private static Dictionary<string, float[]> Weights(ITrainingRun run) => run.Weights()
        .Where(tensor => tensor.Shape.Count == 2).ToDictionary(tensor => tensor.Name[..^".weight".Length], tensor => tensor.Values, StringComparer.Ordinal);

    private static CellSettings Cell(string optimizer, int others) => new(
        new NetworkSettings { VocabularySize = 11, Context = 2, Embedding = 3, Width = 7, Depth = 1, Norm = "layer" },
        new TrainingSettings { Steps = 400, BatchSize = 9, LearningRate = 0.01, Optimizer = optimizer, OptimizerOptions = OptimizerCatalogueTests.Options(optimizer, others) });

    /// <summary>Keeps what a step shows.</summary>
    private sealed class Steps : ITrainingTap
    {
        public Dictionary<string, float[]> Before { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, float[]> Step { get; } = new(StringComparer.Ordinal);

        public TensorKinds Wants(int step) => TensorKinds.Step | TensorKinds.Weight;

        public void Observe(IStepView step)
        {
            foreach (var module in step.Modules.Where(module => step.Has(module, TensorKinds.Step)))
                (Before[module.Name], Step[module.Name]) = (TestData.Numbers(step.Tensor(module, TensorKinds.Weight)), TestData.Numbers(step.Tensor(module, TensorKinds.Step)));
        }
    }

    private sealed class Norms : ITrainingTap
    {
        public TensorKinds Wants(int step) => TensorKinds.Step;

        public void Observe(IStepView step)
        {
            for (var i = 0; i < step.Modules.Count; i++)
                if (step.Has(step.Modules[i], TensorKinds.Step) && !float.IsFinite(step.Tensor(step.Modules[i], TensorKinds.Step)[0, 0]))
                    throw new InvalidOperationException("Diverged.");
        }
    }

    private sealed class Rates : ITrainingTap
    {
        public List<(int Step, ModuleRole Role, float Rate)> Seen { get; } = [];

        public TensorKinds Wants(int step) => TensorKinds.Output;

        public void Observe(IStepView step) => Seen.AddRange(step.Modules.Select(module => (step.Step, module.Role, step.LearningRateOf(module))));
    }
}
