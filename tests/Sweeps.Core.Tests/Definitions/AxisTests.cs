using FsCheck;
using FsCheck.Fluent;
using Sweeps.Core.Axes;

namespace Sweeps.Core.Tests.Definitions;

public sealed class AxisTests
{
    [Theory]
    [InlineData("lr", "{ from: 0.1, to: 1.0, steps: 5 }", 0.1, 0.325, 0.55, 0.775, 1.0)]
    [InlineData("lr", "{ from: 1, to: 0, steps: 3, scale: linear }", 1.0, 0.5, 0.0)]
    [InlineData("lr", "{ from: 0, to: 0.3, steps: 4 }", 0.0, 0.1, 0.2, 0.3)]
    [InlineData("lr", "{ from: 0.001, to: 1, steps: 4, scale: log }", 0.001, 0.01, 0.1, 1.0)]
    [InlineData("lr", "{ from: 100, to: 0.01, steps: 5, scale: log }", 100.0, 10.0, 1.0, 0.1, 0.01)]
    [InlineData("lr", "{ from: 1, to: 10, steps: 3, scale: log }", 1.0, 3.16227766016838, 10.0)]
    [InlineData("lr", "{ from: 1e-300, to: 1e-298, steps: 3, scale: log }", 1e-300, 1e-299, 1e-298)]
    [InlineData("lr", "{ from: 0.2, to: 0.2, steps: 2 }", 0.2, 0.2)]
    [InlineData("depth", "{ from: 1, to: 8, steps: 8 }", 1, 2, 3, 4, 5, 6, 7, 8)]
    [InlineData("depth", "{ from: 1, to: 4, steps: 3 }", 1, 3, 4)] // 2.5 rounds away from zero
    [InlineData("steps", "{ from: 10, to: 1000, steps: 3, scale: log }", 10, 100, 1000)]
    [InlineData("seed", "{ count: 3 }", 1L, 2L, 3L)]
    [InlineData("seed", "{ count: 2, from: 4294967294 }", 4294967294L, 4294967295L)]
    [InlineData("seed", "{ from: 0, to: 10, steps: 3 }", 0L, 5L, 10L)]
    public void Ranges_have_these_values(string parameter, string range, params object[] values) => Assert.Equal(values, Values(parameter, range));

    [Fact]
    public void A_word_that_stands_for_what_follows_from_other_values_is_shown_as_it_is_written()
    {
        var axes = Reader.Valid("name: x\ngrid: { logits_gain: [1, inherit], gain: [auto, 2] }").Axes;
        Assert.Equal([1.0, "inherit"], Enumerable.Range(0, 2).Select(i => axes[0].Written(0, i)));
        Assert.Equal(["auto", 2.0], Enumerable.Range(0, 2).Select(i => axes[1].Written(0, i)));
    }

    [Fact]
    public void Ends_are_exact_and_values_lie_between_them_in_order()
    {
        Prop.ForAll(Gen.Choose(1, 1_000_000_000).Two().Zip(Gen.Choose(2, 40)).ToArbitrary(), drawn =>
        {
            var ((a, b), steps) = drawn;
            var (from, to) = (a / 7e6, b / 7e6);
            foreach (var scale in new[] { "linear", "log" })
            {
                var text = FormattableString.Invariant($"{{ from: {from:R}, to: {to:R}, steps: {steps}, scale: {scale} }}");
                var values = Values("lr", text).Cast<double>().ToList();
                Assert.Equal((from, to, steps), (values[0], values[^1], values.Count));
                for (var i = 0; i < steps; i++)
                {
                    var expected = scale is "log" ? from * Math.Pow(to / from, i / (steps - 1.0)) : from + ((to - from) * i / (steps - 1));
                    // The difference from the far end is rounded as that end is, however near to zero the value lies.
                    Assert.Equal(expected, values[i], (expected * 1e-13) + (scale is "log" ? 0 : Math.Max(from, to) * 1e-15));
                    Assert.True(i == 0 || (to >= from ? values[i] >= values[i - 1] : values[i] <= values[i - 1]));
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Math.Log10 and Math.Pow are the slow twin's part here: they may differ in the last place, no more.</summary>
    [Fact]
    public void Decimal_logarithms_are_those_of_the_machine()
    {
        foreach (var value in new[] { 1e-320, 1e-300, 0.001, 0.1, 0.3162277660168379, 0.99, 1, 1.5, 2, Math.PI, 3.1622776601683795, 9.999, 10, 12345.678, 1e22, 1e300 })
        {
            var log = Logarithms.Log10(value);
            Assert.Equal(Math.Log10(value), (double)log, 1e-12);
            Assert.Equal(value, Logarithms.Power10(log), value * 2e-15);
        }
    }

    [Fact]
    public void Lists_keep_their_order_and_repetitions() => Assert.Equal([0.3, 0.1, 0.3], Values("lr", "[0.3, 1e-1, .3]"));

    private static IEnumerable<object> Values(string parameter, string range)
    {
        var axis = Assert.Single(Reader.Valid($"name: x\ngrid: {{ {parameter}: {range} }}").Axes);
        return Enumerable.Range(0, axis.Count).Select(i => axis.Value(0, i));
    }
}
