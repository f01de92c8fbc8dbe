using System.Text.Json;
using Sweeps.Engine.Checks;
using Sweeps.Engine.Tests.Checks;
using Sweeps.Engine.Training;
using Sweeps.Numerics.Random;
using Sweeps.Tests;
using Sweeps.Training;
using Sweeps.Training.Running;

namespace Sweeps.Engine.Tests.Training;

/// <summary>Dropout against that of PyTorch 1.13 without MKL: make_dropout.py made dropout.json.</summary>
public sealed class DropoutTests
{
    private static readonly JsonElement s_golden = JsonDocument.Parse(File.ReadAllText(
        Path.Combine(Repository.Root, "tests", "Sweeps.Engine.Tests", "Training", "dropout.json"))).RootElement;

    [Fact]
    public void Noise_is_PyTorchs_to_the_bit_and_leaves_the_same_stream_behind()
    {
        var compared = 0;
        foreach (var golden in s_golden.GetProperty("noise").EnumerateArray())
        {
            var generator = new TorchGenerator(golden.GetProperty("seed").GetUInt64());
            var noise = new float[golden.GetProperty("rows").GetInt32() * golden.GetProperty("columns").GetInt32()];
            DropoutNoise.Draw(golden.GetProperty("p").GetDouble(), generator, noise);
            Assert.Equal(golden.GetProperty("noise").EnumerateArray().Select(value => (float)value.GetDouble()), noise);
            Assert.Equal(golden.GetProperty("next").GetInt32(), generator.RandInt(1_000_000));
            compared++;
        }

        Assert.Equal(6, compared);
    }

    /// <summary>Batches and noise come from one stream, a step's batch first, whatever draws the batches.</summary>
    [Fact]
    public void A_run_has_PyTorchs_losses()
    {
        var compared = 0;
        foreach (var golden in s_golden.GetProperty("losses").EnumerateArray())
        {
            var cell = Cell(golden.GetProperty("p").GetDouble());
            cell = cell with
            {
                Training = cell.Training with
                {
                    Seed = golden.GetProperty("seed").GetUInt64(),
                    BatchSize = golden.GetProperty("batch_size").GetInt32(),
                    Sampling = golden.GetProperty("sampling").GetString() is "epochs" ? SamplingKind.Epochs : SamplingKind.Replacement,
                },
            };
            using var run = new TrainingEngine().Start(cell, Data(), tap: null);
            run.Advance(20);
            Assert.All(golden.GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble()).Zip(run.Losses.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
            compared++;
        }

        Assert.Equal(2, compared);
    }

    [Theory]
    [InlineData(SamplingKind.Epochs)]
    [InlineData(SamplingKind.Replacement)]
    public void A_resumed_run_has_equal_bits(SamplingKind sampling)
    {
        var cell = Cell(0.3);
        cell = cell with { Training = cell.Training with { Sampling = sampling } };
        using var whole = new TrainingEngine().Start(cell, Data(), tap: null);
        whole.Advance(20);
        using var resumed = ResumedRun.Of(cell, Data(), stop: 7);
        Assert.Equal(whole.Losses.ToArray(), resumed.Losses.ToArray());
        Assert.Equal(whole.Weights().SelectMany(tensor => tensor.Values), resumed.Weights().SelectMany(tensor => tensor.Values));
    }

    /// <summary>Evaluation draws nothing: it neither depends on dropout nor changes the run.</summary>
    [Fact]
    public void Nothing_is_left_out_in_evaluation()
    {
        using var with = new TrainingEngine().Start(Cell(0.5), Data(), tap: null);
        using var without = new TrainingEngine().Start(Cell(0), Data(), tap: null);
        using var undisturbed = new TrainingEngine().Start(Cell(0.5), Data(), tap: null);
        Assert.Equal(without.Evaluate(Data().Train), with.Evaluate(Data().Train));
        with.Advance(20);
        undisturbed.Advance(20);
        Assert.Equal(undisturbed.Losses.ToArray(), with.Losses.ToArray());
    }

    [Theory]
    [InlineData(ResidualKind.None, "layer")]
    [InlineData(ResidualKind.None, "none")]
    [InlineData(ResidualKind.PreActivation, "none")]
    [InlineData(ResidualKind.PreActivationPlain, "none")]
    public void Gradients_are_those_of_the_chain_and_of_differences(ResidualKind residual, string norm)
    {
        var settings = new NetworkSettings { VocabularySize = 5, Context = 2, Embedding = 3, Width = 6, Depth = 1, Activation = "tanh", Norm = norm, Residual = residual, Dropout = 0.3 };
        using (var network = new CheckedNetwork(settings, samples: 7, penalty: 0, seed: 3))
            Assert.Contains("Dropout.1", network.Modules.Select(module => module.Name));
        NetworkCheckTests.AssertHolds(settings, samples: 7, numbers: 40);
    }

    private static CellSettings Cell(double dropout) => new(
        new NetworkSettings { Features = 5, Outputs = 3, Width = 12, Depth = 1, Activation = "relu", Dropout = dropout },
        new TrainingSettings { Steps = 20, BatchSize = 16, LearningRate = 0.1 });

    private static TrainingData Data()
    {
        var x = new float[50 * 5];
        for (var i = 0; i < x.Length; i++)
            x[i] = (float)(((((i / 5 * 7) + (i % 5 * 3)) % 11) / 8.0) - 0.5);
        ushort[] y = [.. Enumerable.Range(0, 50).Select(i => (ushort)(((i * i) + 1) % 3))];
        var set = new ExampleSet(new NumberInputs(5, x), new ClassTargets(y));
        return new TrainingData(new FeatureShape(5), new ClassShape(3), set, set, set);
    }
}
