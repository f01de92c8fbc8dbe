using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Statistics;
using Sweeps.Engine.Initialisations;
using Sweeps.Engine.Training;
using Sweeps.Numerics.Random;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Initialisations;

/// <summary>What holds for every initialisation of the catalogue.</summary>
public sealed class InitialisationCatalogueTests
{
    private const double Gain = 1.7;

    /// <summary>Of a uniform distribution, of the normal one, and of that cut off at two deviations, whose variance is 1 − 4φ(2)/(2Φ(2) − 1) = 0.7737.</summary>
    private const double UniformKurtosis = 1.8;
    private const double NormalKurtosis = 3;
    private const double CutVariance = 0.77374130;
    private const double CutKurtosis = 2.3656;

    /// <summary>The variance by gain, fan-in and fan-out, and the kurtosis: torch.nn.init's documentation. An initialisation that is not here fails.</summary>
    private static readonly Dictionary<string, (Func<double, int, int, double> Variance, double Kurtosis)> s_published = new(StringComparer.Ordinal)
    {
        ["xavier_uniform"] = ((gain, fanIn, fanOut) => gain * gain * 2 / (fanIn + fanOut), UniformKurtosis),
        ["xavier_normal"] = ((gain, fanIn, fanOut) => gain * gain * 2 / (fanIn + fanOut), NormalKurtosis),
        ["kaiming_uniform"] = ((gain, fanIn, fanOut) => gain * gain / fanIn, UniformKurtosis),
        ["kaiming_normal"] = ((gain, fanIn, fanOut) => gain * gain / fanIn, NormalKurtosis),
        ["normal"] = ((_, _, _) => 1, NormalKurtosis),
        ["truncated_normal"] = ((gain, fanIn, _) => gain * gain / fanIn * CutVariance, CutKurtosis),
        ["orthogonal"] = ((gain, fanIn, fanOut) => gain * gain / Math.Max(fanIn, fanOut), NormalKurtosis),
        ["torch_default"] = ((_, fanIn, _) => 1.0 / 3 / fanIn, UniformKurtosis),
    };

    public static TheoryData<string> All { get; } = [.. InitialisationCatalogue.All.Names];

    /// <summary>Of 200,000 numbers, variance and mean are right to two hundredths; the kurtosis is that of the distribution.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Mean_variance_and_shape_are_the_published_ones(string name)
    {
        var (published, kurtosis) = s_published[name];
        foreach (var (fanIn, fanOut) in new[] { (400, 500), (500, 400), (2000, 100) })
        {
            var values = Draw(name, fanIn, fanOut, Gain).Select(value => (double)value).ToArray();
            var variance = published(Gain, fanIn, fanOut);
            Assert.Equal(Math.Sqrt(variance), InitialisationCatalogue.All.Get(name).Deviation(fanIn, fanOut, Gain, OptionValues.None), 1e-7);
            Assert.Equal(0, ArrayStatistics.Mean(values) / Math.Sqrt(variance), 0.02);
            Assert.Equal(1, ArrayStatistics.Variance(values) / variance, 0.02);
            Assert.Equal(kurtosis, Statistics.PopulationKurtosis(values) + 3, 0.1);
            if (kurtosis == UniformKurtosis)
                Assert.InRange(values.Max(Math.Abs), 0.999 * Math.Sqrt(3 * variance), 1.0000001 * Math.Sqrt(3 * variance));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_gain_is_a_factor_where_it_is_taken_and_nothing_else(string name)
    {
        var (one, two) = (Draw(name, 30, 20, 1), Draw(name, 30, 20, 2));
        if (InitialisationCatalogue.All.Get(name).TakesGain)
            Assert.All(one.Zip(two), pair => Assert.Equal(2f * pair.First, pair.Second, 1e-6f));
        else
            Assert.Equal(one, two);
    }

    /// <summary>Other weights are drawn from the same generator behind it.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void What_is_taken_from_the_generator_does_not_depend_on_the_gain(string name)
    {
        var (one, two) = (new TorchGenerator(3), new TorchGenerator(3));
        Draw(name, 7, 5, 0.01, one);
        Draw(name, 7, 5, 100, two);
        Assert.Equal(one.RandomInt64(), two.RandomInt64());
    }

    /// <summary>torch.nn.init's functions with the generator's seed 1; normal draws as torch.randn.</summary>
    [Fact]
    public void Numbers_are_PyTorchs()
    {
        var golden = Goldens.Load("embedded-names").GetProperty("init");
        var uniform = golden.GetProperty("xavier_uniform 30x30 gain sqrt2 seed 1, first 6").Floats();
        Assert.Equal(uniform, Draw("xavier_uniform", 30, 30, Math.Sqrt(2), new TorchGenerator(1))[..6]);

        // Logarithms and cosines of the normal distribution may differ from PyTorch's in the last place.
        var normal = golden.GetProperty("kaiming_normal 64x192 gain 5/3 seed 1, first 6").Floats();
        Assert.All(normal.Zip(Draw("kaiming_normal", 192, 64, 5.0 / 3, new TorchGenerator(1))), pair => Assert.Equal(pair.First, pair.Second, Math.Abs(pair.First) * 1e-6f));

        // With equal fans the two schemes are one; with a gain of √fan-in, kaiming_normal is the standard normal distribution.
        Assert.Equal(Draw("xavier_uniform", 30, 30, 1.5), Draw("kaiming_uniform", 30, 30, 1.5));
        Assert.Equal(Draw("xavier_normal", 64, 64, 1.5), Draw("kaiming_normal", 64, 64, 1.5));
        Assert.Equal(Draw("normal", 64, 192, 1), Draw("kaiming_normal", 64, 192, 8));
    }

    /// <summary>torch.nn.init.kaiming_uniform_(mode='fan_out'): the first dimension's number in the place of the second's.</summary>
    [Theory]
    [InlineData("kaiming_uniform")]
    [InlineData("kaiming_normal")]
    public void Fan_out_is_the_fan_in_of_the_other_side(string name)
    {
        var (one, other) = (new float[600], new float[600]);
        InitialisationCatalogue.All.Get(name).Draw(new TorchGenerator(3), one, 20, 30, Gain, OptionValues.None.With(FanMode.FanOut, true));
        InitialisationCatalogue.All.Get(name).Draw(new TorchGenerator(3), other, 30, 20, Gain, OptionValues.None);
        Assert.Equal(other, one);
    }

    /// <summary>MathNet's QR of the same draws, with the signs that make R's diagonal positive, as torch.nn.init.orthogonal_ has it; fewer rows than columns are the other way round.</summary>
    [Theory]
    [InlineData(7, 12)]
    [InlineData(12, 7)]
    [InlineData(9, 9)]
    [InlineData(1, 5)]
    public void Orthogonal_is_the_Q_of_what_is_drawn(int fanIn, int fanOut)
    {
        var drawn = new float[fanIn * fanOut];
        new TorchGenerator(3).Normal(drawn);
        var matrix = Matrix<double>.Build.Dense(fanOut, fanIn, (row, column) => drawn[(row * fanIn) + column]);
        var isWide = fanOut < fanIn;
        var qr = (isWide ? matrix.Transpose() : matrix).QR(QRMethod.Thin);
        var q = qr.Q * Matrix<double>.Build.DenseOfDiagonalVector(qr.R.Diagonal().Map(value => (double)Math.Sign(value)));
        var expected = isWide ? q.Transpose() : q;
        var actual = Draw("orthogonal", fanIn, fanOut, Gain);
        for (var i = 0; i < actual.Length; i++)
            Assert.Equal(Gain * expected[i / fanIn, i % fanIn], actual[i], 1e-6);
    }

    /// <summary>torch.nn.init.trunc_normal_: uniform between the distribution's values at the bounds, and the inverse of the error function, MathNet's here.</summary>
    [Fact]
    public void Truncated_normal_is_the_quantile_of_a_uniform_number()
    {
        var uniform = new float[1000];
        var within = SpecialFunctions.Erf(Math.Sqrt(2));
        new TorchGenerator(3).Uniform(uniform, -within, within);
        var actual = Draw("truncated_normal", 25, 40, Gain);
        Assert.All(uniform.Zip(actual), pair => Assert.Equal(Gain / 5 * Math.Sqrt(2) * SpecialFunctions.ErfInv(pair.First), pair.Second, 1e-6));
        Assert.InRange(actual.Max(Math.Abs), 0.9 * 2 * Gain / 5, 1.0000001 * 2 * Gain / 5);
    }

    /// <summary>torch.nn.Linear draws its bias behind its weight, both within 1/√fan-in.</summary>
    [Fact]
    public void A_uniform_bias_is_drawn_behind_its_weight()
    {
        var init = new InitSettings { Scheme = "torch_default", Hidden = new LayerInit { Bias = BiasInit.Uniform }, Logits = new LayerInit { Bias = BiasInit.Uniform } };
        var network = new NetworkSettings { Features = 6, Outputs = 3, VocabularySize = 0, Width = 5, Depth = 0, Init = init };
        using var run = new TrainingEngine().Start(new CellSettings(network, new TrainingSettings { BatchSize = 2, Seed = 9 }), Numbers(6, 3), tap: null);
        var weights = run.Weights().ToDictionary(tensor => tensor.Name, tensor => tensor.Values, StringComparer.Ordinal);
        var (generator, weight, bias) = (new TorchGenerator(9), new float[30], new float[5]);
        generator.Uniform(weight, -1 / Math.Sqrt(6), 1 / Math.Sqrt(6));
        generator.Uniform(bias, -1 / Math.Sqrt(6), 1 / Math.Sqrt(6));
        Assert.All(weight.Zip(weights["Linear.0.weight"]), pair => Assert.Equal(pair.First, pair.Second, 1e-7f));
        Assert.Equal(bias, weights["Linear.0.bias"]);
        Assert.InRange(weights["Linear.1.bias"].Max(Math.Abs), 1e-3, 1 / Math.Sqrt(5));

        static TrainingData Numbers(int features, int classes)
        {
            var split = new ExampleSet(new NumberInputs(features, new float[4 * features]), new ClassTargets(new ushort[4]));
            return new TrainingData(new FeatureShape(features), new ClassShape(classes), split, split, split);
        }
    }

    [Fact]
    public void Every_initialisation_is_described()
    {
        Assert.Equal(s_published.Keys.Order(StringComparer.Ordinal), InitialisationCatalogue.All.Names.Order(StringComparer.Ordinal));
        Assert.All(InitialisationCatalogue.All, one =>
        {
            Assert.Matches("^[a-z][a-z0-9_]*$", one.Name);
            Assert.Matches("[a-z]", one.Formula);
            Assert.Matches("[A-Za-z]", one.Source);
            Assert.Equal(one.TakesGain, one.Formula.Contains("gain", StringComparison.Ordinal));
            Assert.All(one.Options, option => Assert.StartsWith("model.init.", option.Name, StringComparison.Ordinal));
            Assert.All(one.Options, option => Assert.EndsWith(".", option.Summary, StringComparison.Ordinal));
        });
    }

    private static float[] Draw(string name, int fanIn, int fanOut, double gain, TorchGenerator? generator = null)
    {
        var values = new float[fanIn * fanOut];
        InitialisationCatalogue.All.Get(name).Draw(generator ?? new TorchGenerator(3), values, fanIn, fanOut, gain, OptionValues.None);
        return values;
    }
}
