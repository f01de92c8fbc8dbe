using Sweeps.Engine.Checks;
using Sweeps.Engine.Training;
using Sweeps.Numerics.Random;
using Sweeps.Training;

namespace Sweeps.Engine.Tests.Training;

/// <summary>Numbers as inputs, in the place of an embedding.</summary>
public sealed class NumberInputTests
{
    private const int Features = 5;
    private const int Classes = 3;

    /// <summary>The shapes that the first layer's lanes can have: units behind a multiple of 16, and at one, where what is always 1 opens a row of its own.</summary>
    public static TheoryData<int, string, ArithmeticKind> Networks { get; } = new()
    {
        { 5, "relu", ArithmeticKind.Fast },
        { 16, "tanh", ArithmeticKind.Fast },
        { 17, "tanh", ArithmeticKind.PyTorch },
        { 64, "gelu", ArithmeticKind.Fast },
        { 1, "selu", ArithmeticKind.Fast },
    };

    [Fact]
    public void There_is_no_embedding()
    {
        var (modules, count, _, _) = new TrainingEngine().Describe(new CellSettings(Network(Features), new TrainingSettings()));

        Assert.Equal(["Linear.0", "ReLU.0", "Linear.1", "ReLU.1", "Linear.2"], modules.Select(module => module.Name));
        Assert.Equal((Features, Classes), (modules[0].Inputs, modules[^1].Outputs));
        Assert.Equal((Features * 7) + 7 + (7 * 7) + 7 + (7 * Classes) + Classes, count);
    }

    /// <summary>One hidden layer, a rectifier and softmax are written out here, one number at a time in double precision.</summary>
    [Theory]
    [InlineData(5, 32)]
    [InlineData(16, 32)]
    [InlineData(33, 7)]
    public void A_run_learns_what_the_same_network_in_double_precision_learns(int features, int batch)
    {
        const int width = 4;
        var data = Data(features, 90);
        var cell = new CellSettings(
            Network(features) with { Width = width, Depth = 0 }, new TrainingSettings { Steps = 20, BatchSize = batch, LearningRate = 0.1, Sampling = SamplingKind.Replacement });
        using var start = new TrainingEngine().Start(cell, data, tap: null);
        var reference = new DoubleNetwork(start.Weights(), features, width, Classes);
        using var run = new TrainingEngine().Start(cell, data, tap: null);
        var stream = new TorchGenerator(cell.Training.Seed);
        run.Advance(20);

        foreach (var loss in run.Losses)
            Assert.Equal(reference.Step(data.Train, [.. Enumerable.Range(0, batch).Select(_ => stream.RandInt(data.Train.Count))], 0.1), loss, 1e-5);
        Assert.Equal(reference.Loss(data.Valid), run.Evaluate(data.Valid)!.Value, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_are_those_of_the_chain_and_of_differences(int features, string activation, ArithmeticKind arithmetic)
    {
        var settings = Network(features) with { Activation = activation, Arithmetic = arithmetic };
        using var network = new CheckedNetwork(settings, samples: 9, penalty: 0, seed: 3);

        Assert.True(NetworkCheck.Run("numbers", network, penalty: 0).Holds);
    }

    [Fact]
    public void A_saved_run_goes_on_to_the_same_bits_and_looking_changes_nothing()
    {
        var data = Data(Features, 90);
        var cell = new CellSettings(Network(Features), new TrainingSettings { Steps = 30, BatchSize = 8 });
        using var whole = new TrainingEngine().Start(cell, data, tap: null);
        whole.Advance(30);
        using var first = new TrainingEngine().Start(cell, data, new Inputs());
        first.Advance(11);
        using var memory = new MemoryStream();
        first.Save(memory);
        memory.Position = 0;
        using var second = new TrainingEngine().Start(cell, data, tap: null);
        second.Restore(memory);
        second.Advance(30);

        Assert.Equal(whole.Losses.ToArray(), second.Losses.ToArray());
    }

    [Fact]
    public void Data_of_another_shape_are_refused()
    {
        var cell = new CellSettings(Network(Features), new TrainingSettings { BatchSize = 8 });

        Assert.Throws<ArgumentException>(() => new TrainingEngine().Start(cell, Data(Features + 1, 90), tap: null));
        Assert.Throws<ArgumentException>(() => new TrainingEngine().Start(cell, TestData.Random(3, 3, 90, 1), tap: null));
        Assert.Throws<ArgumentException>(() => new TrainingEngine().Start(cell with { Network = cell.Network with { Outputs = 4 } }, Data(Features, 90), tap: null));
    }

    [Fact]
    public void A_dataset_has_the_identity_of_its_examples()
    {
        Assert.Equal(Data(Features, 90).Identity, Data(Features, 90).Identity);
        Assert.NotEqual(Data(Features, 90).Identity, Data(Features, 91).Identity);
        Assert.Throws<ArgumentException>(() => new TrainingData(new FeatureShape(4), new ClassShape(Classes), Data(3, 5).Train, Data(4, 5).Train, Data(4, 5).Train));
    }

    private static NetworkSettings Network(int features) => new() { Features = features, Outputs = Classes, Width = 7, Depth = 1 };

    private static TrainingData Data(int features, int count)
    {
        var numbers = new float[count * features];
        new TorchGenerator(11).Normal(numbers);
        var classes = Enumerable.Range(0, count).Select(i => (ushort)(numbers[i * features] < -0.3f ? 0 : numbers[i * features] < 0.4f ? 1 : 2)).ToArray();
        var set = new ExampleSet(new NumberInputs(features, numbers), new ClassTargets(classes));
        return new TrainingData(new FeatureShape(features), new ClassShape(Classes), set, set, new ExampleSet(new NumberInputs(features, default), new ClassTargets(default)));
    }

    /// <summary>What flows into the first linear layer is what the examples have.</summary>
    private sealed class Inputs : ITrainingTap
    {
        public TensorKinds Wants(int step) => TensorKinds.Output;

        public void Observe(IStepView step)
        {
            var input = step.Input(step.Modules[0]);
            Assert.Equal((8, Features), (input.Rows, input.Columns));
            Assert.DoesNotContain(step.Modules, module => module.Role == ModuleRole.Embedding);
        }
    }

    /// <summary>Linear, ReLU, Linear, softmax cross-entropy and plain descent, one number at a time in double precision.</summary>
    private sealed class DoubleNetwork
    {
        private readonly (double[][] Weight, double[] Bias)[] _layers;

        public DoubleNetwork(IReadOnlyList<NamedTensor> weights, int features, int width, int classes)
        {
            var named = weights.ToDictionary(tensor => tensor.Name, tensor => tensor.Values, StringComparer.Ordinal);
            _layers = [Layer(0, features, width), Layer(1, width, classes)];

            (double[][], double[]) Layer(int number, int inputs, int outputs) => (
                [.. named[$"Linear.{number}.weight"].Chunk(inputs).Select(row => row.Select(w => (double)w).ToArray())],
                [.. named[$"Linear.{number}.bias"].Select(b => (double)b)]);
        }

        public double Loss(ExampleSet set) => Enumerable.Range(0, set.Count).Average(example => Example(set, example).Loss);

        public double Step(ExampleSet set, int[] examples, double rate)
        {
            var passes = examples.Select(example => Example(set, example)).ToList();
            foreach (var (_, x, h, d1, d2) in passes)
            {
                for (var o = 0; o < d2.Length; o++)
                {
                    for (var i = 0; i < h.Length; i++)
                        _layers[1].Weight[o][i] -= rate * d2[o] * h[i] / examples.Length;
                    _layers[1].Bias[o] -= rate * d2[o] / examples.Length;
                }

                for (var o = 0; o < d1.Length; o++)
                {
                    for (var i = 0; i < x.Length; i++)
                        _layers[0].Weight[o][i] -= rate * d1[o] * x[i] / examples.Length;
                    _layers[0].Bias[o] -= rate * d1[o] / examples.Length;
                }
            }

            return passes.Average(pass => pass.Loss);
        }

        private (double Loss, double[] X, double[] H, double[] D1, double[] D2) Example(ExampleSet set, int example)
        {
            var inputs = (NumberInputs)set.Inputs;
            double[] x = [.. inputs.Numbers.Slice(example * inputs.Features, inputs.Features).ToArray().Select(number => (double)number)];
            var target = ((ClassTargets)set.Targets).Classes.Span[example];
            double[] z = [.. _layers[0].Weight.Select((row, o) => row.Zip(x, (w, v) => w * v).Sum() + _layers[0].Bias[o])];
            double[] h = [.. z.Select(v => Math.Max(v, 0))];
            double[] y = [.. _layers[1].Weight.Select((row, o) => row.Zip(h, (w, v) => w * v).Sum() + _layers[1].Bias[o])];
            var sum = y.Sum(Math.Exp);
            double[] d2 = [.. y.Select((v, o) => (Math.Exp(v) / sum) - (o == target ? 1 : 0))];
            double[] d1 = [.. z.Select((v, i) => v > 0 ? d2.Select((d, o) => d * _layers[1].Weight[o][i]).Sum() : 0)];
            return (Math.Log(sum) - y[target], x, h, d1, d2);
        }
    }
}
