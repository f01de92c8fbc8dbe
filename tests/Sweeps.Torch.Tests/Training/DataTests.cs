using Sweeps.Core.Datasets;
using Sweeps.Core.Datasets.Synthetic;
using Sweeps.Tests;
using Sweeps.Torch.Native;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;
using static TorchSharp.torch;

namespace Sweeps.Torch.Tests.Training;

/// <summary>Data that are drawn, and regression, against PyTorch.</summary>
[Kind(TestKind.Torch)]
public sealed class DataTests
{
    private static readonly OptionValues s_small = OptionValues.None.With(GeneratorOptions.Examples, 37).With(GeneratorOptions.Inputs, 5).With(GeneratorOptions.Outputs, 3).With(GeneratorOptions.Seed, 11);

    // TorchSharp looks for its native files elsewhere if they are not loaded before it is used.
    static DataTests() => Assert.Null(AppContext.GetData("Sweeps.Torch.NativeFolders") is null ? null : LibTorch.WhyMissing);

    [Fact]
    public void Gaussian_data_are_those_of_randn()
    {
        _ = Engines.Torch;
        using var scope = NewDisposeScope();
        var generator = Seeded();
        var drawn = DataGenerators.All.Get("gaussian").Draw(s_small);
        Assert.Equal(Numbers(randn(37, 5, generator: generator)), ((NumberInputs)drawn.Inputs).Numbers.ToArray());
        Assert.Equal(Numbers(randn(37, 3, generator: generator)), ((NumberTargets)drawn.Targets).Numbers.ToArray());
    }

    [Fact]
    public void A_teacher_is_a_random_network()
    {
        _ = Engines.Torch;
        using var scope = NewDisposeScope();
        var generator = Seeded();
        var drawn = DataGenerators.All.Get("teacher").Draw(s_small);
        var x = randn(37, 5, generator: generator);
        var first = randn(10, 5, generator: generator);
        var bias = randn(10, generator: generator);
        var second = randn(3, 10, generator: generator);
        var noise = randn(37, 3, generator: generator);
        Assert.Equal(Numbers(x), ((NumberInputs)drawn.Inputs).Numbers.ToArray());
        var hidden = tanh((x.to(ScalarType.Float64).matmul(first.to(ScalarType.Float64).t()) / Math.Sqrt(5)) + bias.to(ScalarType.Float64));
        var targets = (hidden.matmul(second.to(ScalarType.Float64).t()) / Math.Sqrt(10)) + (0.1 * noise.to(ScalarType.Float64));
        Assert.Equal(Numbers(targets.to(ScalarType.Float32)), ((NumberTargets)drawn.Targets).Numbers.ToArray(), (one, other) => Math.Abs(one - other) < 1e-6f);
    }

    [Fact]
    public void Parity_takes_the_bits_of_randint_and_blobs_the_numbers_of_randn()
    {
        _ = Engines.Torch;
        using var scope = NewDisposeScope();
        var bits = randint(0, 2, new long[] { 37, 20 }, ScalarType.Float32, generator: Seeded());
        Assert.Equal(Numbers((2 * bits) - 1), ((NumberInputs)DataGenerators.All.Get("parity").Draw(s_small).Inputs).Numbers.ToArray());

        var generator = Seeded();
        var centres = randn(3, 5, generator: generator);
        var points = centres.index_select(0, arange(37, ScalarType.Int64) % 3) + (0.1f * randn(37, 5, generator: generator));
        Assert.Equal(Numbers(points), ((NumberInputs)DataGenerators.All.Get("blobs").Draw(s_small).Inputs).Numbers.ToArray(), (one, other) => Math.Abs(one - other) < 1e-6f);
    }

    /// <summary>442 patients, ten standardized numbers, and the progress of a disease: the same network in both engines, step by step.</summary>
    [Theory]
    [InlineData("sgd", 0.0005)]
    [InlineData("adam", 0.01)]
    public void Regression_on_diabetes_goes_the_same_way(string optimizer, double rate)
    {
        const int Steps = 200;
        var catalogue = new DataCatalogue([]);
        var (source, problem) = catalogue.Find(DatasetKinds.All.Get("table"), Repository.Shared("data", "diabetes.csv"), ".");
        Assert.Null(problem);
        var data = catalogue.Prepare(source!, new DataSettings("diabetes", Shuffle.Parse("torch:1")!, 0, 0.8, 0.1, 0.1) { Kind = "table", Task = "regression", Standardize = true });
        Assert.Equal((353, 44, 45), (data.Train.Count, data.Valid.Count, data.Test.Count));
        var cell = TestData.Cell(symbols: false, classes: false, Steps);
        cell = cell with
        {
            Network = cell.Network with { Features = 10, Outputs = 1, Width = 16, Depth = 1, Activation = "tanh" },
            Training = cell.Training with { BatchSize = 32, Optimizer = optimizer, OptimizerOptions = OptionValues.None, LearningRate = rate },
            Task = TrainingTasks.Regression,
        };
        using var ours = Engines.Managed.Start(cell, data, null);
        using var theirs = Engines.Torch.Start(cell, data, null);
        for (var step = 0; step < Steps; step++)
        {
            ours.Advance(1);
            theirs.Advance(1);
            Assert.InRange(theirs.Losses[step], ours.Losses[step] * (1 - 1e-4), ours.Losses[step] * (1 + 1e-4));
        }

        Assert.InRange(theirs.Evaluate(data.Test)!.Value, ours.Evaluate(data.Test)!.Value * (1 - 1e-4), ours.Evaluate(data.Test)!.Value * (1 + 1e-4));
        Assert.True(ours.Losses[^1] < ours.Losses[0]);
    }

    [Fact]
    public void Both_engines_find_the_same_accuracy()
    {
        var catalogue = new DataCatalogue([]);
        var source = catalogue.Find(DatasetKinds.All.Get("table"), "iris", ".").Source!;
        var data = catalogue.Prepare(source, new DataSettings("iris", Shuffle.Parse("torch:1")!, 0, 0.5, 0.5, 0) { Kind = "table", Standardize = true, Stratify = true });
        var cell = TestData.Cell(symbols: false, classes: true, 100);
        cell = cell with { Network = cell.Network with { Features = 4, Outputs = 3, Depth = 0 }, Training = cell.Training with { BatchSize = 16 } };
        using var ours = Engines.Managed.Start(cell, data, null);
        using var theirs = Engines.Torch.Start(cell, data, null);
        ours.Advance(100);
        theirs.Advance(100);
        Assert.Equal(ours.Metrics(data.Valid), theirs.Metrics(data.Valid));
        Assert.InRange(Assert.Single(ours.Metrics(data.Valid)).Value, 0.7, 1);
    }

    private static Generator Seeded()
    {
        var generator = new Generator(11, CPU);
        generator.manual_seed(11);
        return generator;
    }

    private static float[] Numbers(Tensor tensor) => [.. tensor.contiguous().data<float>()];
}
