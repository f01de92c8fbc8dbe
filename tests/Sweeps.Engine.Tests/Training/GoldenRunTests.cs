using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Sweeps.Engine.Optimizers;
using Sweeps.Engine.Training;
using Sweeps.Numerics.Random;
using Sweeps.Tests;
using Sweeps.Training;
using Sweeps.Training.Running;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Training;

/// <summary>
/// Every run of the goldens, which were made with OpenBLAS's Haswell kernels; losses-skylakex.json has the same runs with its SkylakeX
/// kernels, which add the terms of these products one after another.
/// </summary>
[Kind(TestKind.Long)]
public class GoldenRunTests(ITestOutputHelper output)
{
    private const int Hundred = 100;

    /// <summary>To the last step.</summary>
    [Theory]
    [InlineData("embedded-names")]
    [InlineData("makemore-names")]
    [InlineData("spanish-surnames")]
    public void Every_loss_that_is_known_is_PyTorchs_bits(string list)
    {
        var data = TestData.OfGoldens(list);
        var compared = 0;
        foreach (var golden in Goldens.Load(list).GetProperty("runs").EnumerateArray())
        {
            var cell = Cell(golden, data.Targets.Outputs, ArithmeticKind.PyTorch);
            using var run = new TrainingEngine().Start(cell, data, tap: null);
            run.Advance(cell.Training.Steps);
            var losses = run.Losses.ToArray();
            var (ten, hundreds) = (golden.GetProperty("losses_0_to_9"), golden.GetProperty("losses_at_100s"));
            var nonFinite = golden.GetProperty("first_non_finite_step");
            Assert.Equal(nonFinite.ValueKind == JsonValueKind.Null ? null : nonFinite.GetInt32(), run.DivergedAt);
            Assert.All(losses.Take(10), (loss, step) => Assert.Equal(Loss(ten[step]), Finite(loss)));
            Assert.All(losses.Where((_, step) => step % Hundred == Hundred - 1), (loss, hundred) => Assert.Equal(Loss(hundreds[hundred]), Finite(loss)));
            if (run.DivergedAt is null)
                Assert.Equal((golden.GetProperty("mean_first_100").GetDouble(), golden.GetProperty("mean_last_100").GetDouble()), (Mean(losses[..Hundred]), Mean(losses[^Hundred..])));
            compared++;
        }

        Assert.Equal(18, compared);
    }

    /// <summary>With functions of our own, which are not PyTorch's to the bit: within what rounding does to PyTorch itself.</summary>
    [Theory]
    [InlineData("embedded-names")]
    [InlineData("makemore-names")]
    [InlineData("spanish-surnames")]
    public void First_losses_with_our_own_functions_and_their_mean_agree_with_PyTorch(string list)
    {
        var data = TestData.OfGoldens(list);
        var failures = new List<string>();
        foreach (var golden in Goldens.Load(list).GetProperty("runs").EnumerateArray())
        {
            var cell = Cell(golden, data.Targets.Outputs, ArithmeticKind.Fast);
            if (!HasOurOwnFunction(cell))
                continue;
            using var run = new TrainingEngine().Start(cell, data, tap: null);
            run.Advance(Hundred);
            var ten = Compare(
                golden.GetProperty("losses_0_to_9"), golden.GetProperty("float64").GetProperty("losses_0_to_9"), run.Losses[..10].ToArray());
            var mean = Difference(
                golden.GetProperty("mean_first_100").GetDouble(), golden.GetProperty("float64").GetProperty("mean_first_100").GetDouble(), Mean(run.Losses[..Hundred].ToArray()));
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{Name(golden),-44} first ten {ten.Difference:0.0e+0} of {ten.Yardstick:0.0e+0}, mean of 100 {mean.Difference:0.0e+0} of {mean.Yardstick:0.0e+0}");
            output.WriteLine(line);
            if (ten.Ratio > 1 || mean.Ratio > 1)
                failures.Add(line);
        }

        Assert.Empty(failures);
    }

    [Theory]
    [InlineData("embedded-names")]
    [InlineData("makemore-names")]
    [InlineData("spanish-surnames")]
    public void A_hundred_losses_with_fast_arithmetic_are_PyTorchs_bits(string list)
    {
        var data = TestData.OfGoldens(list);
        var cells = Goldens.Load(list).GetProperty("runs").EnumerateArray().ToList();
        var compared = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = Cell(cells[i], data.Targets.Outputs, ArithmeticKind.Fast);
            if (HasOurOwnFunction(cell))
                continue;
            using var run = new TrainingEngine().Start(cell, data, tap: null);
            run.Advance(Hundred);
            Assert.Equal(WithSkylakeX(list, i)[..run.StepsDone], run.Losses.ToArray());
            compared++;
        }

        Assert.Equal(12, compared);
    }

    /// <summary>Odd widths and batches, momentum, weight decay, a penalty (whose own value, unlike its gradient, is summed in double precision).</summary>
    [Fact]
    public void Networks_unlike_the_goldens_have_PyTorchs_bits()
    {
        var data = TestData.OfGoldens("makemore-names");
        using var goldens = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Training", "losses-odd.json")));
        foreach (var golden in goldens.RootElement.EnumerateArray())
        {
            var cell = Cell(golden, data.Targets.Outputs, ArithmeticKind.PyTorch);
            cell = cell with
            {
                Training = cell.Training with
                {
                    BatchSize = golden.GetProperty("batch_size").GetInt32(),
                    OptimizerOptions = OptionValues.None
                        .With(SharedOptions.Momentum, golden.GetProperty("momentum").GetDouble()).With(SharedOptions.WeightDecay, golden.GetProperty("weight_decay").GetDouble()),
                    L2Penalty = golden.GetProperty("penalty").GetDouble(),
                    DropLast = !golden.TryGetProperty("drop_last", out var drops) || drops.GetBoolean(),
                },
            };
            using var run = new TrainingEngine().Start(cell, data, tap: null);
            run.Advance(cell.Training.Steps);
            if (cell.Training.L2Penalty == 0)
                Assert.Equal(golden.GetProperty("losses").EnumerateArray().Select(loss => loss.GetSingle()), run.Losses.ToArray());
            var embedding = MemoryMarshal.AsBytes<float>(run.Weights()[0].Values);
            Assert.True(golden.GetProperty("embedding").ValueEquals(Convert.ToHexStringLower(SHA256.HashData(embedding))), cell.ToString());
        }
    }

    [Theory]
    [InlineData("embedded-names")]
    [InlineData("makemore-names")]
    [InlineData("spanish-surnames")]
    public void First_batches_are_the_DataLoaders(string list)
    {
        var data = TestData.OfGoldens(list);
        foreach (var golden in Goldens.Load(list).GetProperty("runs").EnumerateArray())
        {
            var sampler = Sampler.Of(new TrainingSettings { BatchSize = 32 }, new TorchGenerator(golden.GetProperty("seed").GetUInt64()), data.Train.Count);
            foreach (var batch in golden.GetProperty("first_batches").EnumerateArray())
            {
                var numbers = sampler.Next().ToArray();
                var x = numbers.SelectMany(n => ((SymbolInputs)data.Train.Inputs).Indices.Slice(n * TestData.Context, TestData.Context).ToArray()).Select(v => (int)v);
                Assert.Equal(batch.GetProperty("x").EnumerateArray().SelectMany(v => v.Ints()), x);
                Assert.Equal(batch.GetProperty("y").Ints(), numbers.Select(n => (int)((ClassTargets)data.Train.Targets).Classes.Span[n]));
            }
        }
    }

    internal static CellSettings Cell(JsonElement golden, int symbols, ArithmeticKind arithmetic = ArithmeticKind.Fast)
    {
        var norm = golden.GetProperty("norm").GetString()!.ToLowerInvariant();
        var residual = golden.GetProperty("skip").ValueKind switch
        {
            JsonValueKind.True => ResidualKind.PreActivation,
            JsonValueKind.False => ResidualKind.PreActivationPlain,
            _ => ResidualKind.None,
        };
        return new CellSettings(
            new NetworkSettings
            {
                VocabularySize = symbols,
                Width = golden.GetProperty("width").GetInt32(),
                Depth = golden.GetProperty("depth").GetInt32(),
                Activation = golden.GetProperty("act").GetString()!.ToLowerInvariant(),
                Norm = norm,
                NormalizeLogits = norm is not "none" || residual != ResidualKind.None,
                Residual = residual,
                Init = new InitSettings { Gain = golden.GetProperty("gain").GetDouble() },
                Arithmetic = arithmetic,
            },
            new TrainingSettings
            {
                Steps = golden.GetProperty("steps").GetInt32(),
                LearningRate = golden.GetProperty("lr").GetDouble(),
                Seed = golden.GetProperty("seed").GetUInt64(),
            });
    }

    private static bool HasOurOwnFunction(CellSettings cell) => cell.Network is { Activation: "tanh" or "gelu", Residual: ResidualKind.None };

    internal static string Name(JsonElement golden) => string.Create(
        CultureInfo.InvariantCulture,
        $"{golden.GetProperty("act").GetString()} {golden.GetProperty("norm").GetString()} depth {golden.GetProperty("depth").GetInt32()} lr {golden.GetProperty("lr").GetDouble()} gain {golden.GetProperty("gain").GetDouble():0.##} seed {golden.GetProperty("seed").GetInt32()} skip {golden.GetProperty("skip")}");

    private static double Mean(float[] losses) => losses.Average(loss => (double)loss);

    // What is not finite stands as null.
    private static float? Loss(JsonElement loss) => loss.ValueKind == JsonValueKind.Null ? null : loss.GetSingle();

    private static float? Finite(float loss) => float.IsFinite(loss) ? loss : null;

    private static float[] WithSkylakeX(string list, int cell)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Training", "losses-skylakex.json")));
        return [.. document.RootElement.GetProperty(list)[cell].EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? float.NaN : v.GetSingle())];
    }

    private static (double Difference, double Yardstick, double Ratio) Compare(JsonElement single, JsonElement @double, float[] ours)
    {
        var worst = (Difference: 0.0, Yardstick: 0.0, Ratio: -1.0);
        for (var i = 0; i < ours.Length; i++)
        {
            var one = Difference(single[i].GetDouble(), @double[i].GetDouble(), ours[i]);
            if (one.Ratio > worst.Ratio)
                worst = one;
        }

        return worst;
    }

    private static (double Difference, double Yardstick, double Ratio) Difference(double single, double @double, double ours)
    {
        var yardstick = Math.Max(10 * Math.Abs(single - @double), 2e-6 * Math.Abs(single));
        var difference = Math.Abs(ours - single);
        return (difference, yardstick, difference / yardstick);
    }
}
