using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Sweeps.Engine.Activations;
using Sweeps.Engine.Checks;
using Sweeps.Engine.Layers;
using Sweeps.Engine.Norms;
using Sweeps.Engine.Optimizers;
using Sweeps.Engine.Products;
using Sweeps.Engine.Tests.Checks;
using Sweeps.Engine.Training;
using Sweeps.Numerics.Lanes;
using Sweeps.Numerics.Random;
using Sweeps.Tests;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Modules;

/// <summary>What every normalisation of the catalogue has to have, whichever it is.</summary>
public sealed unsafe class NormCatalogueTests
{
    private static readonly TrainingData s_data = TestData.Random(symbols: 9, context: 2, count: 150, seed: 3);

    public static TheoryData<string> Names => [.. NormCatalogue.Descriptors.Names];

    /// <summary>The mark of a norm whose options are all others than the defaults.</summary>
    private const string OtherOptions = " with other options";

    /// <summary>Every activation without a norm, and every norm with one activation, with its default options and with others.</summary>
    public static TheoryData<string, string> Networks { get; } =
    [
        .. ActivationCatalogue.Descriptors.Names.Select(activation => (activation, "none"))
            .Union(NormCatalogue.Descriptors.Names.Select(norm => ("tanh", norm)))
            .Union(NormCatalogue.All.Where(norm => norm.Options.Count > 0).Select(norm => ("tanh", norm.Name + OtherOptions)))
            .Select(pair => new TheoryDataRow<string, string>(pair.Item1, pair.Item2)),
    ];

    public static MatrixTheoryData<string, string> Pairs { get; } = new(ActivationCatalogue.Descriptors.Names, NormCatalogue.Descriptors.Names);

    [Kind(TestKind.Long)]
    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_gradient_agrees_with_the_chain_and_with_differences_in_every_pair(string activation, string norm) =>
        Every_gradient_agrees_with_the_chain_and_with_differences(activation, norm);

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_gradient_agrees_with_the_chain_and_with_differences(string activation, string norm)
    {
        var settings = NetworkCheckTests.Settings(activation, NetworkCheckTests.Norm.None) with { Norm = NameOf(norm), NormOptions = OptionsOf(norm), NormalizeLogits = true };
        using var network = new CheckedNetwork(settings, samples: 7, penalty: 0, seed: 3);
        var report = NetworkCheck.Run(norm, network, penalty: 0);
        Assert.True(report.Holds, string.Join('\n', report.Comparisons.Where(comparison => !comparison.Approximate)));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Parameters_are_counted_as_the_network_has_them(string activation, string norm)
    {
        var cell = Cell(activation, norm);
        using var run = new TrainingEngine().Start(cell, s_data, tap: null);
        var kept = new Network<float, Lanes1<float>>(cell.Network, 4, keepsGradients: false, cell.Task.Loss);
        var state = kept.Layers.SelectMany(layer => layer.State.Select(one => $"{layer.Module!.Name}.{one.Name}")).ToHashSet(StringComparer.Ordinal);
        kept.Dispose();
        Assert.Equal(
            run.Weights().Where(tensor => !state.Contains(tensor.Name)).Sum(tensor => (long)tensor.Values.Length), new TrainingEngine().Describe(cell).ParameterCount);
    }

    /// <summary>Evaluation uses what a layer keeps between steps: if it were not saved, the loss would be another.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void A_run_that_was_saved_midway_evaluates_and_goes_on_to_the_same_bits(string activation, string norm)
    {
        var cell = Cell(activation, norm);
        var engine = new TrainingEngine();
        using var whole = engine.Start(cell, s_data, tap: null);
        whole.Advance(11);
        using var saved = new MemoryStream();
        whole.Save(saved);
        saved.Position = 0;
        using var other = engine.Start(cell, s_data, tap: null);
        other.Restore(saved);
        Assert.Equal(whole.Evaluate(s_data.Valid), other.Evaluate(s_data.Valid));
        whole.Advance(100);
        other.Advance(100);
        Assert.Equal(whole.Evaluate(s_data.Valid), other.Evaluate(s_data.Valid));
        Assert.Equal(whole.Weights().Select(tensor => tensor.Name), other.Weights().Select(tensor => tensor.Name));
        Assert.All(whole.Weights().Zip(other.Weights()), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_network_of_saved_weights_has_the_loss_of_its_evaluation(string activation, string norm)
    {
        var cell = Cell(activation, norm);
        var engine = new TrainingEngine();
        using var run = engine.Start(cell, s_data, tap: null);
        run.Advance(100);
        var tensors = run.Weights().ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        using var network = engine.Load(cell.Network, tensors);
        var inputs = (SymbolInputs)s_data.Valid.Inputs;
        var targets = (ClassTargets)s_data.Valid.Targets;
        var logits = new float[9];
        var sum = 0.0;
        for (var i = 0; i < s_data.Valid.Count; i++)
        {
            network.Logits(inputs.Indices.Span.Slice(2 * i, 2), logits);
            sum += Math.Log(logits.Sum(logit => Math.Exp(logit))) - logits[targets.Classes.Span[i]];
        }

        Assert.Equal(run.Evaluate(s_data.Valid)!.Value, sum / s_data.Valid.Count, 1e-5);
        foreach (var name in tensors.Keys)
            Assert.Throws<InvalidDataException>(() => engine.Load(cell.Network, tensors.Where(pair => !string.Equals(pair.Key, name, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_gives_the_bits_of_one_lane_at_every_size(string name)
    {
        if (Of(name).ModuleType is null)
            return;
        foreach (var options in (OptionValues[])[OptionValues.None, OptionsOf(name + OtherOptions)])
        {
            for (var units = 1; units <= 40; units++)
            {
                var one = Run<float, Lanes1<float>>(name, units, (units * 5 % 23) + 2, options);
                Assert.Equal(one, Run<float, Lanes128<float>>(name, units, (units * 5 % 23) + 2, options));
                Assert.Equal(one, Run<float, Lanes256<float>>(name, units, (units * 5 % 23) + 2, options));
                Assert.Equal(one, Run<float, Lanes512<float>>(name, units, (units * 5 % 23) + 2, options));
            }
        }
    }

    /// <summary>A gain of 1 and a bias of 0 that are never changed give every number that a norm without them gives. Layer norm rounds a product less then, as PyTorch does.</summary>
    [Theory]
    [InlineData("batch")]
    [InlineData("rms")]
    public void A_norm_without_gain_and_bias_is_one_whose_gain_and_bias_do_not_learn(string norm)
    {
        var cell = Cell("tanh", norm);
        var engine = new TrainingEngine();
        using var still = engine.Start(cell with { Training = cell.Training with { RateOf = new RoleRates(null, null, null, 0) } }, s_data, tap: null);
        using var without = engine.Start(cell with { Network = cell.Network with { NormOptions = OptionValues.None.With(NormOptions.Affine, false) } }, s_data, tap: null);
        still.Advance(100);
        without.Advance(100);
        Assert.Equal(still.Losses.ToArray(), without.Losses.ToArray());
        Assert.Equal(still.Evaluate(s_data.Valid), without.Evaluate(s_data.Valid));
        var names = without.Weights().Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(names, name => name.Contains("Norm", StringComparison.Ordinal) && !name.Contains("running", StringComparison.Ordinal));
        Assert.All(still.Weights().Where(tensor => names.Contains(tensor.Name)).Zip(without.Weights()), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
    }

    /// <summary>PyTorch 1.13's own, bit for bit (Goldens/make_norm_options.py).</summary>
    [Fact]
    public void Layer_and_batch_norm_have_PyTorchs_bits_with_other_options()
    {
        using var goldens = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Kernels", "Goldens", "norm-options.json")));
        var wrong = new List<string>();
        foreach (var row in goldens.RootElement.GetProperty("rows").EnumerateArray())
        {
            var (name, affine, eps) = (row.GetProperty("norm").GetString()!, row.GetProperty("affine").GetBoolean(), row.GetProperty("eps").GetDouble());
            var (units, samples) = (row.GetProperty("units").GetInt32(), row.GetProperty("samples").GetInt32());
            var options = OptionValues.None.With(NormOptions.Affine, affine).With(name is "batch" ? BatchNormalization.Epsilon : LayerNormalization.Epsilon, eps);
            var stream = new TorchGenerator((ulong)((1000 * samples) + units));
            var (x, dy) = (new float[units * samples], new float[units * samples]);
            stream.Rand(x);
            stream.Rand(dy);
            var numbers = Run<float, Lanes512<float>>(name, units, samples, options, (unit, sample) => ((x[(sample * units) + unit] - 0.5f) * 4, dy[(sample * units) + unit] - 0.5f, 1));
            foreach (var (tensor, first) in (ReadOnlySpan<(string, int)>)[("y", 0), ("dx", units * samples)])
            {
                var bySample = new float[units * samples];
                for (var i = 0; i < bySample.Length; i++)
                    bySample[i] = (float)numbers[first + (i % units * samples) + (i / units)];
                if (!row.GetProperty(tensor).ValueEquals(Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(bySample)))))
                    wrong.Add($"{tensor} of {name}, eps {eps}, affine {affine}, {units} units and {samples} samples");
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>torch.nn.RMSNorm's documentation, y = x / √(mean of x² + ε) · γ with ε = torch.finfo(torch.float32).eps where none is given, in plain loops of double precision.</summary>
    [Theory]
    [InlineData(1, 1, null, true)]
    [InlineData(5, 3, null, true)]
    [InlineData(30, 32, null, true)]
    [InlineData(33, 17, null, true)]
    [InlineData(33, 17, 0.25, true)]
    [InlineData(5, 3, 0.25, false)]
    public void Rms_norm_is_its_definition(int units, int samples, double? eps, bool affine)
    {
        var options = OptionValues.None.With(NormOptions.Affine, affine);
        var numbers = Run<double, Lanes512<double>>("rms", units, samples, eps is { } written ? options.With(RmsNormalization.Epsilon, written) : options);
        for (var sample = 0; sample < samples; sample++)
        {
            var (squares, dot) = (0.0, 0.0);
            for (var unit = 0; unit < units; unit++)
            {
                var (x, dy, gain) = Numbers(unit, sample);
                squares += x * x;
                dot += gain * dy * x;
            }

            var root = Math.Sqrt((squares / units) + (eps ?? Math.Pow(2, -23)));
            for (var unit = 0; unit < units; unit++)
            {
                var (x, dy, gain) = Numbers(unit, sample);
                var place = (unit * samples) + sample;
                Assert.Equal(x / root * gain, numbers[place], 1e-12);
                Assert.Equal((gain * dy / root) - (x * dot / (units * root * root * root)), numbers[(units * samples) + place], 1e-11);
            }
        }

        (double X, double Dy, double Gain) Numbers(int unit, int sample) => NormCatalogueTests.Numbers(unit, sample, samples) is var (x, dy, gain) ? (x, dy, affine ? gain : 1) : default;
    }

    private static string NameOf(string norm) => norm.Replace(OtherOptions, "", StringComparison.Ordinal);

    /// <summary>Every number another than its default and every switch turned, but for what then has no effect.</summary>
    private static OptionValues OptionsOf(string norm) => norm.EndsWith(OtherOptions, StringComparison.Ordinal)
        ? Of(NameOf(norm)).Options.Where(option => option.ActsWith is null).Aggregate(OptionValues.None, (values, option) => values.With(option, option switch
        {
            NumberOption number => number.Default * 0.9,
            SwitchOption on => !on.Default,
            _ => throw new InvalidOperationException("A norm has an option of another type."),
        }))
        : OptionValues.None;

    private static EngineNorm Of(string name) => (EngineNorm)NormCatalogue.Descriptors.Get(name);

    private static CellSettings Cell(string activation, string norm) => new(
        new NetworkSettings { VocabularySize = 9, Context = 2, Embedding = 3, Width = 10, Depth = 1, Activation = activation, Norm = NameOf(norm), NormOptions = OptionsOf(norm), NormalizeLogits = true },
        new TrainingSettings { Steps = 30, BatchSize = 13, LearningRate = 0.1, OptimizerOptions = OptionValues.None.With(SharedOptions.Momentum, 0.5) });

    private static (double X, double Dy, double Gain) Numbers(int unit, int sample, int samples)
    {
        var i = (unit * samples) + sample;
        return (((i * 7919 % 2003) - 1001) / 512f, ((i * 104729 % 1009) - 504) / 256f, 1 + ((unit * 31 % 17) / 16f));
    }

    /// <summary>Values, gradients of the input and of the parameters.</summary>
    private static double[] Run<T, V>(string name, int units, int samples, OptionValues options, Func<int, int, (double X, double Dy, double Gain)>? drawn = null)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
    {
        using var arena = new Arena<T>();
        var orders = new AccumulationOrders<T>(ArithmeticKind.Fast, WeightLayout.OutIn, samples, V.Count, sumsBiasLikeWeights: false);
        var batch = new Batch<T>(arena, context: 1, samples, units, orders);
        batch.Fill(new ExampleSet(1, new ushort[samples], new ushort[samples]), 0, samples);
        var (x, y) = (new ActivationBuffer<T>(arena, units, batch.Stride), new ActivationBuffer<T>(arena, units, batch.Stride));
        var layer = Of(name).CreateLayer<T, V>(
            new LayerSite<T>(new ModuleInfo(0, Of(name).ModuleType!, ModuleRole.Norm, 0, units, units), batch, x, y, arena, ArithmeticKind.Fast), options);
        for (var unit = 0; unit < units; unit++)
        {
            for (var sample = 0; sample < samples; sample++)
            {
                var (number, gradient, gain) = drawn?.Invoke(unit, sample) ?? Numbers(unit, sample, samples);
                (x.Value[(unit * x.Stride) + sample], y.Gradient[(unit * x.Stride) + sample]) = (T.CreateTruncating(number), T.CreateTruncating(gradient));
                if (layer.Parameters.Length > 0)
                    layer.Parameters[0].Set(0, unit, T.CreateTruncating(gain));
            }
        }

        layer.Forward(Phase.Train);
        layer.Backward();
        var numbers = new List<double>();
        foreach (var data in new[] { Read(y.Value), Read(x.Gradient) })
            numbers.AddRange(data);
        foreach (var parameter in layer.Parameters)
            for (var unit = 0; unit < units; unit++)
                numbers.Add(double.CreateTruncating(parameter.Gradient[parameter.Offset(0, unit)]));
        return [.. numbers];

        double[] Read(T* buffer)
        {
            var result = new double[units * samples];
            for (var i = 0; i < result.Length; i++)
                result[i] = double.CreateTruncating(buffer[(i / samples * x.Stride) + (i % samples)]);
            return result;
        }
    }
}
