using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Definitions;
using Sweeps.Core.Tests.Handlers;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Findings;

/// <summary>The levels of chance against other ways to them.</summary>
public sealed class LayerChanceTests
{
    /// <summary>The mean over all shares p of examples that a unit may be on for, of the chance that few enough of n examples show it on.</summary>
    /// <param name="seen">The share of what is on, normally distributed with standard deviation 5/3 above 0, that is not below the option.</param>
    [Theory]
    [InlineData(1, 1e-8, 0.95, 1)]
    [InlineData(2, 1e-8, 0.95, 1)]
    [InlineData(8, 1e-8, 0.95, 1)]
    [InlineData(19, 1e-8, 0.95, 1)]
    [InlineData(20, 1e-8, 0.95, 1)]
    [InlineData(32, 1e-8, 0.95, 1)]
    [InlineData(256, 1e-8, 0.95, 1)]
    [InlineData(32, 1e-8, 0.5, 1)]
    [InlineData(32, -1, 0, 1)]
    [InlineData(32, 0, 1, 1)]
    [InlineData(32, 5.0 / 3, 0.95, 0.3173105)]
    [InlineData(32, 10.0 / 3, 0.95, 0.0455003)]
    [InlineData(256, 10.0 / 3, 0.5, 0.0455003)]
    public void The_share_of_sound_units_that_are_silent_is_the_mean_over_all_rates(int examples, double below, double fraction, double seen)
    {
        const int parts = 20_000;
        var mean = 0.0;
        for (var i = 0; i < parts; i++)
            mean += Dead(examples, fraction, seen * (i + 0.5) / parts) / parts;
        Assert.Equal(mean, LayerChance.Silent(examples, below, fraction), 1e-4);
    }

    /// <summary>If what counts as off is below 1,000, every unit is off.</summary>
    [Fact]
    public void Where_everything_is_off_nothing_is_a_fault() => Assert.Equal(1, LayerChance.Silent(32, 1000, 0.95));

    [Theory]
    [InlineData(8, 1.0 / 9)]
    [InlineData(32, 2.0 / 33)]
    [InlineData(256, 13.0 / 257)]
    [InlineData(1_000_000, 0.05)]
    public void A_unit_that_is_on_for_few_examples_is_silent_by_the_rule_of_succession(int examples, double chance) =>
        Assert.Equal(chance, LayerChance.Silent(examples, 1e-8, 0.95), 1e-6);

    /// <summary>Of normally distributed numbers of standard deviation 5/3, drawn here.</summary>
    [Theory]
    [InlineData("Tanh", 0.1)]
    [InlineData("SELU", 0.1)]
    [InlineData("GELU", 0.1)]
    [InlineData("Tanh", 0.5)]
    public void The_share_of_places_that_are_flat_is_that_of_normal_pre_activations(string activation, double derivative)
    {
        const int count = 400_000;
        var (random, flat) = (new Random(1), 0);
        for (var i = 0; i < count; i++)
        {
            var x = 5.0 / 3 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            flat += Math.Abs(Slope(activation, x)) <= derivative ? 1 : 0;
        }

        Assert.Equal((double)flat / count, LayerChance.Flat(TestModules.Curve(activation), derivative), 0.005);
    }

    /// <summary>A derivative that is nowhere above the option makes every network flat, by definition.</summary>
    [Fact]
    public void Where_everything_is_flat_nothing_is_a_fault()
    {
        Assert.Equal(1, LayerChance.Flat(TestModules.Curve("Tanh"), 1.05), 1e-12);
        Assert.Equal(1, LayerChance.Beyond(1));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 0.815789)]
    [InlineData(16, 0.673913)]
    [InlineData(32, 0.5)]
    [InlineData(4096, 0.5)]
    public void Few_directions_need_a_larger_ratio(int directions, double level) => Assert.Equal(level, LayerChance.Collapsed(directions), 1e-6);

    /// <summary>σ₁/Σσ cannot be below one in so many: with one or two the usual threshold is certain to be crossed.</summary>
    [Fact]
    public void The_level_is_above_what_is_certain()
    {
        for (var directions = 2; directions < 100; directions++)
            Assert.True(LayerChance.Collapsed(directions) > 1.0 / directions);
    }

    [Fact]
    public void Directions_are_no_more_than_examples_units_and_inputs()
    {
        var scale = new RunScale(64, 40, 20, 27) { Models = Shipped.Parameters.Models };
        Assert.Equal(21, scale.DirectionsOf(0));
        Assert.Equal(27, scale.DirectionsOf(1));
        Assert.Equal(40, (scale with { Distinct = 19683 }).DirectionsOf(1));
        Assert.Equal(9, (scale with { Examples = 9 }).DirectionsOf(0));
    }

    [Fact]
    public void Bounds_on_gradients_give_way_with_inputs_and_examples()
    {
        static Levels Of(int examples, int units) => new(FindingThresholds.Default, new RunScale(examples, units, 30, 19683) { Models = Shipped.Parameters.Models });
        Assert.Equal(0.01, Of(32, 30).Vanishing(1)!.Value, 1e-15);
        Assert.Equal(0.005, Of(128, 120).Vanishing(1)!.Value, 1e-15);
        Assert.Equal(0.01 * Math.Sqrt(8 / 30.0), Of(8, 8).Vanishing(1)!.Value, 1e-15);
        Assert.Equal(0.01, Of(8, 8).Vanishing(0)!.Value, 1e-15);
        Assert.Equal(60, Of(32, 120).Exploding(1)!.Value, 1e-12);
        Assert.Equal(30, Of(512, 8).Exploding(1)!.Value, 1e-12);
    }

    private static double Dead(int examples, double fraction, double rate)
    {
        // Binomial probabilities by their recursion.
        var probability = Math.Pow(1 - rate, examples);
        var sum = 0.0;
        for (var on = 0; on <= examples && (double)(examples - on) / examples > fraction; on++)
        {
            sum += probability;
            probability *= (double)(examples - on) / (on + 1) * rate / (1 - rate);
        }

        return sum;
    }

    private static double Slope(string activation, double x)
    {
        const double h = 1e-6;
        return (Value(activation, x + h) - Value(activation, x - h)) / (2 * h);
    }

    private static double Value(string activation, double x) => activation switch
    {
        "Tanh" => Math.Tanh(x),
        "SELU" => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)),
        _ => x * Cumulative(x),
    };

    /// <summary>The standard normal distribution by Simpson's rule.</summary>
    private static double Cumulative(double x)
    {
        const int parts = 60;
        var (h, sum) = (x / parts, 0.0);
        for (var i = 0; i <= parts; i++)
            sum += (i is 0 or parts ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-i * h * i * h / 2);
        return 0.5 + (sum * h / 3 / Math.Sqrt(2 * Math.PI));
    }
}
