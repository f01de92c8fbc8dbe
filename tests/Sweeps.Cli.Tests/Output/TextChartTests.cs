using Sweeps.Cli.Output;

namespace Sweeps.Cli.Tests.Output;

public class TextChartTests
{
    [Fact]
    public void Bars_reach_from_an_eighth_of_a_line_to_all_lines()
    {
        Assert.Equal(["4 │  ▂█", "1 │▁▆██"], TextChart.Bars([1, 2, 2.8f, 4], width: 60, height: 2));
    }

    [Fact]
    public void A_column_shows_the_mean_of_its_values_whatever_is_not_finite()
    {
        Assert.Equal([2, double.NaN, 6], TextChart.Columns([1, 3, float.NaN, float.PositiveInfinity, 6, float.NegativeInfinity], width: 3));
    }

    [Fact]
    public void What_was_never_finite_is_marked()
    {
        Assert.Equal("▁×█", TextChart.Line([0, float.NaN, 1], 0, 1, width: 9));
        Assert.Equal([" │", " │××"], TextChart.Bars([float.NaN, float.NaN], width: 2, height: 2));
    }

    [Fact]
    public void Values_outside_the_bounds_are_at_them()
    {
        Assert.Equal("▁█", TextChart.Line([-5, 7], 0, 1, width: 9));
    }

    [Fact]
    public void A_constant_is_a_low_line() => Assert.Equal(["3 │", "3 │▁▁"], TextChart.Bars([3, 3], width: 2, height: 2));
}
