using System.Text.Json;
using Sweeps.Core.Datasets;
using Sweeps.Core.Sampling;
using Sweeps.Core.Store;
using Sweeps.Core.Tests.Definitions;
using Sweeps.Engine.Training;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Sampling;

/// <summary>Words and losses of the networks that PyTorch trained in Goldens/make_lecture_golden.py.</summary>
public sealed class WordSamplerTests
{
    private const uint Seed = 2147483657;

    private static readonly JsonElement s_golden = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sampling", "Goldens", "lecture-golden.json"))).RootElement;

    [Fact]
    public void The_lectures_network_draws_PyTorchs_words()
    {
        var plan = LectureNetwork.Plan("bias: normal", "weight_scale: 0.01, bias: normal, bias_scale: 0", $"steps: {s_golden.GetProperty("steps").GetInt32()}");
        var cell = plan.Cells().Single();
        using var run = new TrainingEngine().Start(cell.Settings, plan.DataOf(cell), tap: null);
        run.Advance(cell.Settings.Training.Steps);
        var file = Safetensors.Write(run.Weights());
        using var network = new SavedNetwork(new TrainingEngine(), cell.Settings.Network, SavedTensors.Read(file));
        string[] symbols = [.. ((WordDataset)plan.ListOf(cell)).Vocabulary.Select(symbol => symbol.ToString())];
        Assert.Equal(Words("words"), Draw(new WordSampler(network, symbols, Seed)));
        Assert.Equal(Words("words_with_replacement"), Draw(new WordSampler(network, symbols, Seed, replacement: true)));
    }

    /// <summary>To the bit: tanh, its gradient, products of 200 terms, bias gradients of 200 and of 27 columns, updates.</summary>
    [Theory]
    [InlineData("B", "bias: discarded", "weight_scale: 0.01, bias: normal, bias_scale: 0")]
    [InlineData("C", "weight_scale: 0.2, bias: discarded", "weight_scale: 0.01, bias: normal, bias_scale: 0")]
    [InlineData("B with b1", "bias: normal", "weight_scale: 0.01, bias: normal, bias_scale: 0")]
    public void The_lectures_networks_have_PyTorchs_losses(string variant, string hidden, string logits)
    {
        var plan = LectureNetwork.Plan(hidden, logits, "steps: 200");
        var cell = plan.Cells().Single();
        using var run = new TrainingEngine().Start(cell.Settings, plan.DataOf(cell), tap: null);
        run.Advance(200);
        var expected = s_golden.GetProperty("losses").GetProperty(variant).EnumerateArray().Select(loss => loss.GetSingle()).ToArray();
        var first = Enumerable.Range(0, 200).FirstOrDefault(step => run.Losses[step] != expected[step], -1);
        Assert.True(first < 0 || MathF.Abs(run.Losses[first] - expected[first]) < 2e-6f, $"step {first}");
        Assert.Equal(expected.Average(loss => (double)loss), run.Losses.ToArray().Average(loss => (double)loss), 1e-4);
    }

    [Theory]
    [InlineData("norm: batch, depth: 2")]
    [InlineData("norm: layer, activation: gelu, depth: 2")]
    [InlineData("norm: none, activation: selu, depth: 3")]
    [InlineData("residual: pre_activation, depth: 2")]
    [InlineData("residual: pre_activation_plain, depth: 1")]
    public void A_saved_network_says_what_the_engine_says(string model)
    {
        var plan = TestPlan.Of($"name: saved\ndataset: {{ split: {{ train: 0.01, valid: 0.01 }} }}\nmodel: {{ {model} }}\ntrain: {{ steps: 50 }}\n");
        var cell = plan.Cells().Single();
        var data = plan.DataOf(cell);
        using var run = new TrainingEngine().Start(cell.Settings, data, tap: null);
        run.Advance(50);
        using var network = new SavedNetwork(new TrainingEngine(), cell.Settings.Network, SavedTensors.Read(Safetensors.Write(run.Weights())));
        var sum = 0.0;
        var context = new int[3];
        for (var i = 0; i < data.Valid.Count; i++)
        {
            for (var k = 0; k < 3; k++)
                context[k] = ((SymbolInputs)data.Valid.Inputs).Indices.Span[(i * 3) + k];
            sum -= Math.Log(network.Probabilities(context)[((ClassTargets)data.Valid.Targets).Classes.Span[i]]);
        }

        Assert.Equal(run.Evaluate(data.Valid)!.Value, sum / data.Valid.Count, 2e-5);
    }

    [Fact]
    public void Damaged_files_are_refused()
    {
        var file = Safetensors.Write([new NamedTensor("a", [2, 2], [1, 2, 3, 4])]);
        Assert.Equal([1, 2, 3, 4], SavedTensors.Read(file)["a"].Values);
        for (var length = 0; length < file.Length; length++)
            Assert.Throws<InvalidDataException>(() => SavedTensors.Read(file.AsSpan(0, length)));
        for (var i = 0; i < file.Length - 16; i++)
        {
            var damaged = file.ToArray();
            damaged[i] ^= 0x55;
            try
            {
                SavedTensors.Read(damaged);
            }
            catch (InvalidDataException)
            {
                // The only way to refuse.
            }
        }
    }

    private static string[] Words(string name) => [.. s_golden.GetProperty(name).EnumerateArray().Select(word => word.GetString()!)];

    private static string[] Draw(WordSampler sampler) => [.. Enumerable.Range(0, 20).Select(_ => sampler.Next())];
}
