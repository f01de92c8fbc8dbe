using MathNet.Numerics.Statistics;
using Sweeps.Engine.Initialisations;
using Sweeps.Numerics.Random;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Initialisations;

/// <summary>What holds for every initialisation of the catalogue.</summary>
public sealed class InitialisationCatalogueTests
{
    private const double Gain = 1.7;

    /// <summary>The variance by gain, fan-in and fan-out, and whether numbers are bounded: torch.nn.init's documentation. An initialisation that is not here fails.</summary>
    private static readonly Dictionary<string, (Func<double, int, int, double> Variance, bool IsUniform)> s_published = new(StringComparer.Ordinal)
    {
        ["xavier_uniform"] = ((gain, fanIn, fanOut) => gain * gain * 2 / (fanIn + fanOut), true),
        ["xavier_normal"] = ((gain, fanIn, fanOut) => gain * gain * 2 / (fanIn + fanOut), false),
        ["kaiming_uniform"] = ((gain, fanIn, fanOut) => gain * gain / fanIn, true),
        ["kaiming_normal"] = ((gain, fanIn, fanOut) => gain * gain / fanIn, false),
        ["normal"] = ((_, _, _) => 1, false),
    };

    public static TheoryData<string> All { get; } = [.. InitialisationCatalogue.All.Names];

    /// <summary>Of 200,000 numbers, variance and mean are right to two hundredths; the kurtosis is that of the distribution, 1.8 or 3.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Mean_variance_and_shape_are_the_published_ones(string name)
    {
        var (published, isUniform) = s_published[name];
        foreach (var (fanIn, fanOut) in new[] { (400, 500), (500, 400), (2000, 100) })
        {
            var values = Draw(name, fanIn, fanOut, Gain).Select(value => (double)value).ToArray();
            var variance = published(Gain, fanIn, fanOut);
            Assert.Equal(0, ArrayStatistics.Mean(values) / Math.Sqrt(variance), 0.02);
            Assert.Equal(1, ArrayStatistics.Variance(values) / variance, 0.02);
            Assert.Equal(isUniform ? 1.8 : 3, Statistics.PopulationKurtosis(values) + 3, 0.1);
            if (isUniform)
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
