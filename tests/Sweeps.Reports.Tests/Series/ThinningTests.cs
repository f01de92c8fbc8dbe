using FsCheck;
using FsCheck.Fluent;
using Sweeps.Reports.Series;

namespace Sweeps.Reports.Tests.Series;

public sealed class ThinningTests
{
    private static readonly double[] s_special = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, double.Epsilon, double.MaxValue];

    /// <summary>Lengths, points, and values of which some are equal and some not finite.</summary>
    private static readonly Arbitrary<(double[] Values, int Points)> s_series = Arb.From(
        from points in Gen.Choose(1, 60)
        from length in Gen.Choose(0, 700)
        from values in Gen.ArrayOf(Gen.Frequency((8, Gen.Choose(-50, 50).Select(i => i / 7.0)), (1, Gen.Elements(s_special))), length)
        select (values, points));

    [Fact]
    public void No_spike_is_lost() => Prop.ForAll(s_series, series =>
    {
        var (values, points) = series;
        var kept = Thinning.Places(values, points);
        foreach (var (start, end) in Columns(values, points))
        {
            var all = values[start..end].Where(double.IsFinite).ToArray();
            var drawn = kept.Where(place => place >= start && place < end).Select(place => values[place]).ToArray();
            var finite = drawn.Where(double.IsFinite).ToArray();
            if (all.Length > 0 && (finite.Length == 0 || all.Min() != finite.Min() || all.Max() != finite.Max()))
                return false;
            if (all.Length < end - start && finite.Length == drawn.Length)
                return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Places_ascend_from_the_first_to_the_last_and_are_few() => Prop.ForAll(s_series, series =>
    {
        var (values, points) = series;
        var kept = Thinning.Places(values, points);
        return values.Length == 0
            ? kept.Length == 0
            : kept[0] == 0 && kept[^1] == values.Length - 1
              && kept.Zip(kept.Skip(1)).All(pair => pair.First < pair.Second)
              && (values.Length <= points ? kept.Length == values.Length : kept.Length <= Math.Max(points, 5));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_single_spike_in_two_hundred_thousand_steps_is_drawn()
    {
        var values = new double[200_000];
        values[123_457] = 40;
        values[123_458] = -40;
        var kept = Thinning.Places(values, 2000);
        Assert.Contains(123_457, kept);
        Assert.Contains(123_458, kept);
        Assert.InRange(kept.Length, 2, 2000);
    }

    [Fact]
    public void A_curve_with_gaps_everywhere_has_no_more_points_than_others()
    {
        var values = Enumerable.Range(0, 90_000).Select(i => (i % 3) switch { 0 => i, 1 => -i, _ => double.NaN }).ToArray();
        Assert.InRange(Thinning.Places(values, 2000).Length, 1900, 2000);
    }

    private static IEnumerable<(int Start, int End)> Columns(double[] values, int points)
    {
        var length = values.Length;
        if (length <= points)
            return [(0, length)];
        var columns = Thinning.Columns(values, points);
        return Enumerable.Range(0, columns).Select(column => ((int)((long)length * column / columns), (int)((long)length * (column + 1) / columns)));
    }
}
