using Sweeps.Numerics.Statistics;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

public sealed class PercentilesTests
{
    [Fact]
    public void Equal_numpys()
    {
        foreach (var golden in HandlerGoldens.Section("percentiles"))
        {
            var values = HandlerGoldens.Values(golden.Int("count"), golden.Int("seed"));
            Assert.Equal(golden.Numbers("expected").Select(e => (float)e), Find(values, golden.Numbers("at")));
        }
    }

    [Theory]
    [InlineData(new[] { 7f }, 33, 7f)]
    [InlineData(new[] { 2f, 1f }, 50, 1.5f)]
    [InlineData(new[] { 4f, 1f, 2f, 3f }, 25, 1.75f)]
    [InlineData(new[] { 4f, 1f, 2f, 3f }, 100, 4f)]
    [InlineData(new[] { 4f, 1f, 2f, 3f }, 0, 1f)]
    [InlineData(new[] { 0f, 0f, 0f, 5f }, 50, 0f)]
    [InlineData(new[] { float.MaxValue, -float.MaxValue }, 50, 0f)]
    [InlineData(new[] { 1f, 2f, float.PositiveInfinity }, 16, 1.32f)]
    [InlineData(new[] { 1f, 2f, float.NegativeInfinity }, 75, 1.5f)]
    [InlineData(new[] { 1f, float.NaN, 2f }, 50, float.NaN)]
    public void Equal_calculations_by_hand(float[] values, double at, float expected) => Assert.Equal([expected], Find(values, [at]));

    [Fact]
    public void Where_numpy_subtracts_infinities_it_is_NaN_here_too()
    {
        // numpy.percentile([1, 2, inf], 50) and ([-inf, -inf, 1], 10), numpy 1.24.2.
        Assert.Equal([float.NaN], Find([1, 2, float.PositiveInfinity], [50]));
        Assert.Equal([float.NaN], Find([float.NegativeInfinity, float.NegativeInfinity, 1], [10]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    public void Are_never_minus_zero(int count)
    {
        var values = Enumerable.Range(0, count).Select(i => i % 2 == 0 ? -0f : 0f).ToArray();
        Assert.All(Find(values, [0, 16, 50, 84, 100]), found => Assert.Equal(0, BitConverter.SingleToInt32Bits(found)));
        values[^1] = 1;
        Assert.All(Find(values, [0, 16, 49]), found => Assert.False(float.IsNegative(found)));
    }

    [Fact]
    public void Agree_with_sorting_for_every_length()
    {
        double[] at = [0, 0.1, 2.5, 16, 50, 84, 97.5, 99.9, 100];
        for (var count = 1; count <= 300; count++)
        {
            foreach (var values in Shapes(count))
            {
                var found = Find(values, at);
                for (var i = 0; i < at.Length; i++)
                    AssertClose(Slow(values, at[i]), found[i], $"{count} values, percentile {at[i]}");
            }
        }
    }

    [Fact]
    public void Agree_with_sorting_for_many_values_and_hard_distributions()
    {
        double[] at = [0, 1, 16, 50, 84, 99, 100];
        foreach (var count in (int[])[900, 960, 961, 2048, 6000, 6400, 40_001])
            foreach (var values in Shapes(count))
                foreach (var (percentile, found) in at.Zip(Find(values, at)))
                    AssertClose(Slow(values, percentile), found, $"{count} values, percentile {percentile}");
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 2)]
    [InlineData(true, 0)]
    [InlineData(true, 5)]
    public void Do_not_depend_on_layout_or_padding(bool columnsContiguous, int padding)
    {
        double[] at = [16, 50, 84];
        for (var rows = 1; rows <= 40; rows += 3)
        {
            for (var columns = 1; columns <= 70; columns += 3)
            {
                var matrix = Matrices.Normal(rows, columns, (uint)((rows * 100) + columns));
                var step = new FakeStep { ColumnsContiguous = columnsContiguous, Padding = padding };
                step.Set(step.Add("Tanh"), TensorKinds.Output, matrix);
                var table = HandlerRun.Rows(step, "percentiles");
                Assert.Equal(
                    at.Select(percentile => Find(Matrices.Flat(matrix), [percentile])[0]),
                    [table.Column<float>("p16").Values[0], table.Column<float>("p50").Values[0], table.Column<float>("p84").Values[0]]);
            }
        }
    }

    /// <summary>Normal, uniform, heavy tails over all exponents, half zeros of both signs, few distinct values, constant, sorted, an outlier.</summary>
    private static IEnumerable<float[]> Shapes(int count)
    {
        var normal = Matrices.Flat(Matrices.Normal(1, count, (uint)count));
        yield return normal;
        yield return Matrices.Flat(Matrices.Uniform(1, count, (uint)count, 1e-3));
        yield return [.. normal.Select(x => x * x * x * MathF.ScaleB(1, (int)(x * 30)))];
        yield return [.. normal.Select(x => x < -1 ? -0f : Math.Max(x, 0))];
        yield return [.. normal.Select(x => MathF.Round(x))];
        yield return [.. normal.Select(_ => 0.1f)];
        yield return [.. normal.Order()];
        yield return [.. normal.OrderDescending().Select((x, i) => i == 0 ? 1e30f : x)];
        yield return [.. normal.Select(x => x * 1e-44f)];
        yield return [.. normal.Select(x => x > 1 ? float.PositiveInfinity : x)];
    }

    private static float[] Find(float[] values, double[] at) => new Percentiles(at).Of(values).ToArray();

    /// <summary>The textbook's weighted mean of the neighbours in sorted order.</summary>
    private static double Slow(float[] values, double percentile)
    {
        var sorted = values.Order().ToArray();
        var place = percentile / 100 * (values.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, values.Length - 1);
        var weight = place - below;
        return float.IsInfinity(sorted[above]) ? double.NaN : ((1 - weight) * sorted[below]) + (weight * sorted[above]);
    }

    private static void AssertClose(double expected, float found, string what)
    {
        if (double.IsNaN(expected))
            Assert.True(!float.IsFinite(found), what);
        else
            Assert.True(Math.Abs(expected - found) <= (6e-8 * Math.Abs(expected)) + 1.5e-45, $"{what}: {expected} expected, {found} found");
    }
}
