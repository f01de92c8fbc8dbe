using Sweeps.Engine.Layers;
using Sweeps.Engine.Norms;
using Sweeps.Engine.Optimizers;
using Sweeps.Engine.Training;
using Sweeps.Numerics.Lanes;
using Sweeps.Numerics.Random;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Running;

namespace Sweeps.Engine.Tests.Training;

public class TrainingRunTests
{
    private static readonly TrainingData s_data = TestData.Random(symbols: 11, context: 3, count: 200, seed: 5);

    public static TheoryData<string, string, ResidualKind, SamplingKind, double, double> Cells() => new()
    {
        { "relu", "none", ResidualKind.None, SamplingKind.Epochs, 0, 0 },
        { "tanh", "none", ResidualKind.None, SamplingKind.Epochs, 0, 0 },
        { "relu", "batch", ResidualKind.None, SamplingKind.Replacement, 0.9, 0.01 },
        { "gelu", "batch", ResidualKind.None, SamplingKind.Replacement, 0.9, 0.01 },
        { "relu", "layer", ResidualKind.PreActivation, SamplingKind.Epochs, 0.5, 0 },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_saved_run_goes_on_to_the_same_bits(
        string activation, string norm, ResidualKind residual, SamplingKind sampling, double momentum, double decay)
    {
        var cell = Cell(norm, residual, sampling, momentum, decay, activation: activation);
        using var whole = new TrainingEngine().Start(cell, s_data, tap: null);
        whole.Advance(40);
        using var first = new TrainingEngine().Start(cell, s_data, tap: null);
        first.Advance(23);
        using var memory = new MemoryStream();
        first.Save(memory);
        memory.Position = 0;
        using var second = new TrainingEngine().Start(cell, s_data, tap: null);
        second.Restore(memory);
        Assert.Equal(23, second.StepsDone);
        second.Advance(100);

        Assert.True(second.IsFinished);
        Assert.Equal(whole.Losses.ToArray(), second.Losses.ToArray());
        Assert.Equal(Bits(whole), Bits(second));
        Assert.Equal(whole.Evaluate(s_data.Valid), second.Evaluate(s_data.Valid));
        Assert.Null(second.Evaluate(s_data.Test));
    }

    [Fact]
    public void A_state_of_another_network_is_refused()
    {
        using var small = new TrainingEngine().Start(Cell("none", ResidualKind.None, SamplingKind.Epochs, 0, 0), s_data, tap: null);
        using var memory = new MemoryStream();
        small.Save(memory);
        memory.Position = 0;
        using var other = new TrainingEngine().Start(Cell("none", ResidualKind.None, SamplingKind.Epochs, 0, 0, width: 40), s_data, tap: null);
        Assert.Throws<InvalidDataException>(() => other.Restore(memory));
        using var noise = new MemoryStream(new byte[64]);
        Assert.Throws<InvalidDataException>(() => other.Restore(noise));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Looking_changes_nothing(
        string activation, string norm, ResidualKind residual, SamplingKind sampling, double momentum, double decay)
    {
        var cell = Cell(norm, residual, sampling, momentum, decay, activation: activation);
        var tap = new EverySecondStep();
        using var seen = new TrainingEngine().Start(cell, s_data, tap);
        using var unseen = new TrainingEngine().Start(cell, s_data, tap: null);
        seen.Advance(40);
        unseen.Advance(40);
        Assert.Equal(20, tap.Steps);
        Assert.Equal(Bits(unseen), Bits(seen));
    }

    /// <summary>torch.optim: the squared weights' gradient, 2 · penalty · w / n, is what a decay of that size adds, biases aside.</summary>
    [Fact]
    public void The_penalty_is_added_to_the_loss_and_pulls_weights_in()
    {
        var plain = Cell("none", ResidualKind.None, SamplingKind.Epochs, 0, 0);
        var pulled = plain with { Training = plain.Training with { L2Penalty = 5 } };
        using var without = new TrainingEngine().Start(plain, s_data, tap: null);
        using var with = new TrainingEngine().Start(pulled, s_data, tap: null);
        var squares = without.Weights().Where(t => t.Name.StartsWith("Linear", StringComparison.Ordinal) && t.Shape.Count == 2)
            .Sum(t => t.Values.Sum(w => (double)w * w) / t.Values.Length);
        without.Advance(1);
        with.Advance(1);
        Assert.Equal(without.Losses[0] + (5 * squares), with.Losses[0], 1e-5);
        without.Advance(39);
        with.Advance(39);
        Assert.True(Norm(with) < Norm(without));
    }

    [Fact]
    public void Data_that_do_not_fit_are_refused()
    {
        var cell = Cell("none", ResidualKind.None, SamplingKind.Epochs, 0, 0);
        var engine = new TrainingEngine();
        Assert.Throws<ArgumentException>(() => engine.Start(cell with { Training = cell.Training with { BatchSize = 201 } }, s_data, tap: null));
        Assert.Throws<ArgumentException>(() => engine.Start(cell with { Network = cell.Network with { VocabularySize = 12 } }, s_data, tap: null));
        Assert.True(engine.Describe(cell).Seconds > 0);
    }

    /// <summary>torch.randn(32, 30, generator=g) and then torch.randn(32, generator=g) with the seed 7, by PyTorch 1.13.</summary>
    [Fact]
    public void A_layers_bias_is_drawn_after_its_weight_by_the_same_generator()
    {
        var cell = new CellSettings(
            new NetworkSettings
            {
                VocabularySize = 11,
                Width = 32,
                Depth = 0,
                Init = new InitSettings { Scheme = "normal", Hidden = new LayerInit { Bias = BiasInit.Normal } },
            },
            new TrainingSettings { Steps = 1, BatchSize = 4, Seed = 7 });
        using var run = new TrainingEngine().Start(cell, s_data, tap: null);
        var tensors = run.Weights().ToDictionary(tensor => tensor.Name, tensor => tensor.Values, StringComparer.Ordinal);
        Assert.Equal([-0.8201345f, 0.39563116f, 0.8989085f], tensors["Linear.0.weight"][..3]);
        Assert.Equal([1.7777045f, 1.0401704f, 1.7079573f, -1.0766144f], tensors["Linear.0.bias"][..4]);
    }

    /// <summary>The order of torch.utils.data.DataLoader(shuffle=True, drop_last=False) of PyTorch 1.13 after torch.manual_seed, three and two passes.</summary>
    [Theory]
    [InlineData(1, 11, 4, "5 1 3 4, 0 2 9 10, 7 6 8, 6 2 8 9, 5 0 3 4, 7 10 1, 2 9 0 10, 6 3 1 4, 8 7 5")]
    [InlineData(2147483647, 9, 9, "2 4 0 6 3 1 5 7 8, 4 2 1 7 5 8 0 6 3")]
    public void What_is_left_of_a_pass_is_its_last_batch(ulong seed, int examples, int batchSize, string batches)
    {
        var settings = new TrainingSettings { BatchSize = batchSize, DropLast = false };
        var sampler = Sampler.Of(settings, new TorchGenerator(seed), examples);
        using var saved = new MemoryStream();
        var expected = batches.Split(", ");
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], string.Join(' ', sampler.Next().ToArray()));
            // It goes on from every place.
            saved.SetLength(0);
            sampler.Save(new BinaryWriter(saved));
            saved.Position = 0;
            sampler = Sampler.Of(settings, new TorchGenerator(7), examples);
            sampler.Restore(new BinaryReader(saved));
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("batch")]
    [InlineData("layer")]
    public void A_run_with_batches_of_two_sizes_goes_on_to_the_same_bits_and_allocates_nothing(string norm)
    {
        var data = TestData.Random(symbols: 9, context: 2, count: 50, seed: 3);
        var cell = new CellSettings(
            new NetworkSettings { VocabularySize = 9, Context = 2, Embedding = 3, Width = 10, Depth = 1, Norm = norm },
            new TrainingSettings { Steps = 90, BatchSize = 16, DropLast = false, LearningRate = 0.1 });
        using var whole = new TrainingEngine().Start(cell, data, tap: null);
        whole.Advance(20);
        Assert.Equal(0, Allocations.Least(() => whole.Advance(8)));
        whole.Advance(100);
        using var resumed = ResumedRun.Of(cell, data, stop: 15);
        Assert.Equal(whole.Losses.ToArray(), resumed.Losses.ToArray());
        Assert.Equal(whole.Weights().SelectMany(tensor => tensor.Values), resumed.Weights().SelectMany(tensor => tensor.Values));
        using var dropping = new TrainingEngine().Start(cell with { Training = cell.Training with { DropLast = true } }, data, tap: null);
        dropping.Advance(4);
        // The fourth batch is the first that differs.
        Assert.Equal(whole.Losses[..3].ToArray(), dropping.Losses[..3].ToArray());
        Assert.NotEqual(whole.Losses[3], dropping.Losses[3]);
    }

    [Fact]
    public void A_network_beyond_what_kernels_count_is_refused() => Assert.Throws<NotSupportedException>(() => new Network<float, Lanes1<float>>(
        new NetworkSettings { VocabularySize = 11, Embedding = 4096, Context = 64, Width = 1, Depth = 0 }, batchSize: 16400, keepsGradients: false, "cross_entropy"));

    [Theory]
    [MemberData(nameof(Cells))]
    public void Parameters_are_counted_without_building_the_network(
        string activation, string norm, ResidualKind residual, SamplingKind sampling, double momentum, double decay)
    {
        var network = Cell(norm, residual, sampling, momentum, decay, activation: activation).Network;
        using var built = new Network<float, Lanes1<float>>(network, 1, keepsGradients: false, "cross_entropy");
        Assert.Equal(built.Parameters.Sum(parameter => parameter.Rows * parameter.Parts.Sum(part => part.Columns)), new TrainingEngine().Describe(new CellSettings(network, new TrainingSettings())).ParameterCount);
    }

    /// <summary>“MLP with backpropagation”: <c>bngain = randn · 0.1 + 1, bnbias = randn · 0.1</c>, here from a generator with the seed plus 1, and nothing else moves.</summary>
    [Fact]
    public void Batch_norms_first_gains_and_biases_are_drawn()
    {
        var cell = Cell("batch", ResidualKind.None, SamplingKind.Replacement, 0, 0);
        cell = cell with { Training = cell.Training with { Seed = 7 } };
        var spread = cell with { Network = cell.Network with { NormOptions = cell.Network.NormOptions.With(BatchNormalization.Spread, 0.1) } };
        using var plain = new TrainingEngine().Start(cell, s_data, tap: null);
        using var drawn = new TrainingEngine().Start(spread, s_data, tap: null);
        var generator = new TorchGenerator(8);
        foreach (var (before, after) in plain.Weights().Zip(drawn.Weights()))
        {
            Assert.Equal(before.Name, after.Name);
            if (!after.Name.StartsWith("BatchNorm", StringComparison.Ordinal) || after.Name.Contains("running", StringComparison.Ordinal))
            {
                Assert.Equal(before.Values, after.Values);
                continue;
            }

            var expected = new float[after.Values.Length];
            generator.Normal(expected);
            var centre = after.Name.EndsWith("weight", StringComparison.Ordinal) ? 1f : 0f;
            Assert.Equal(expected.Select(value => (value * 0.1f) + centre), after.Values);
        }
    }

    /// <summary>Other data under a finished run would show in the statistics that batch norm is calibrated to.</summary>
    [Fact]
    public void A_finished_run_is_left_as_it_is()
    {
        var contexts = ((SymbolInputs)s_data.Train.Inputs).Indices.ToArray();
        var data = new TrainingData(s_data.Inputs, s_data.Targets, new ExampleSet(new SymbolInputs(3, contexts), s_data.Train.Targets), s_data.Valid, s_data.Test);
        using var run = new TrainingEngine().Start(Cell("batch", ResidualKind.None, SamplingKind.Epochs, 0, 0), data, tap: null);
        run.Advance(40);
        var finished = Bits(run);
        Array.Clear(contexts);
        run.Advance(40);
        Assert.Equal(finished, Bits(run));
    }

    private static CellSettings Cell(
        string norm, ResidualKind residual, SamplingKind sampling, double momentum, double decay, int width = 34, string activation = "relu") => new(
        new NetworkSettings
        {
            VocabularySize = 11,
            Embedding = 5,
            Width = width,
            Depth = 2,
            Activation = activation,
            Norm = norm,
            NormalizeLogits = norm is not "none",
            Residual = residual,
            NormOptions = OptionValues.None.With(BatchNormalization.Bessel, true).With(BatchNormalization.Calibrate, true),
            Init = new InitSettings
            {
                Scheme = "kaiming_normal",
                Stream = sampling == SamplingKind.Replacement ? InitStream.Single : InitStream.PerLayer,
                Layout = sampling == SamplingKind.Replacement ? WeightLayout.InOut : WeightLayout.OutIn,
                Hidden = new LayerInit { Bias = BiasInit.Normal, BiasScale = 0.1 },
                Logits = new LayerInit { Scheme = "xavier_normal", WeightScale = 0.5 },
            },
        },
        new TrainingSettings
        {
            Steps = 40,
            BatchSize = 19,
            Sampling = sampling,
            LearningRate = 0.05,
            OptimizerOptions = OptionValues.None.With(SharedOptions.Momentum, momentum).With(SharedOptions.WeightDecay, decay),
            L2Penalty = decay,
            Schedule = new LearningRateSchedule("cosine", 0.1),
        });

    private static int[] Bits(ITrainingRun run) => [.. run.Weights().SelectMany(tensor => tensor.Values).Select(BitConverter.SingleToInt32Bits)];

    private static double Norm(ITrainingRun run) => run.Weights().SelectMany(tensor => tensor.Values).Sum(w => (double)w * w);

    private sealed class EverySecondStep : ITrainingTap
    {
        public int Steps { get; private set; }

        public TensorKinds Wants(int step) => step % 2 == 0
            ? TensorKinds.Output | TensorKinds.OutputGradient | TensorKinds.Weight | TensorKinds.WeightGradient
            : TensorKinds.None;

        public void Observe(IStepView step)
        {
            Steps++;
            foreach (var module in step.Modules)
            {
                var output = step.Tensor(module, TensorKinds.Output);
                Assert.Equal((19, module.Outputs), (output.Rows, output.Columns));
                Assert.True(float.IsFinite(output[18, module.Outputs - 1]));
                if (step.Has(module, TensorKinds.WeightGradient))
                    Assert.True(float.IsFinite(step.Tensor(module, TensorKinds.WeightGradient)[0, 0]));
                if (module.Index > 0)
                    Assert.Equal(module.Inputs, step.Input(module).Columns);
            }
        }
    }
}
