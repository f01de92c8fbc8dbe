using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

public sealed class HistogramTests
{
    [Fact]
    public void Equals_torch_histc()
    {
        foreach (var golden in HandlerGoldens.Section("histograms"))
        {
            var values = HandlerGoldens.Values(golden.Int("count"), golden.Int("seed"));
            var table = Rows(HandlerGoldens.Matrix(1, values.Length, values), ("bins", golden.Int("bins")), ("deviations", golden.Number("deviations")));

            Assert.Equal((float)-golden.Number("half"), table.Column<float>("low").Values[0]);
            Assert.Equal((float)golden.Number("half"), table.Column<float>("high").Values[^1]);
            Assert.Equal(golden.Numbers("expected").Select(e => (int)e), table.Column<int>("count").Values.ToArray());
        }
    }

    [Fact]
    public void Bins_partition_the_range_and_hold_what_their_written_edges_say()
    {
        for (var bins = 1; bins <= 130; bins += 3)
        {
            var matrix = Matrices.Normal(31, 33, (uint)bins);
            var table = Rows(matrix, ("bins", bins), ("range", new[] { -1.1, 2.3 }));
            var low = table.Column<float>("low").Values;
            var high = table.Column<float>("high").Values;
            var count = table.Column<int>("count").Values;

            Assert.Equal(bins, table.RowCount);
            for (var bin = 0; bin < bins; bin++)
            {
                Assert.Equal(bin, table.Column<int>("bin").Values[bin]);
                Assert.Equal(bin == 0 ? -1.1f : high[bin - 1], low[bin]);
                var (from, to, last) = (low[bin], high[bin], bin == bins - 1);
                Assert.Equal(matrix.Cast<float>().Count(x => x >= from && (x < to || (last && x == to))), count[bin]);
            }

            Assert.Equal(2.3f, high[^1]);
        }
    }

    [Fact]
    public void Values_on_an_edge_belong_to_the_bin_above_and_the_last_bin_has_both()
    {
        var table = Rows(new[,] { { 0f, 1, 2, 2, 3, 4, 4.5f, -0.5f, float.NaN, float.PositiveInfinity } }, ("bins", 4), ("range", new[] { 0.0, 4 }));
        Assert.Equal([1, 1, 2, 2], table.Column<int>("count").Values.ToArray());
    }

    [Theory]
    [InlineData(5f)]
    [InlineData(0f)]
    [InlineData(-3e38f)]
    public void A_constant_tensor_gets_the_range_torch_gives_it(float constant)
    {
        // torch.histc(torch.tensor([5., 5, 5]), bins=4, min=0, max=0) is [0, 0, 3, 0]: from 4 to 6.
        var table = Rows(new[,] { { constant, constant, constant } }, ("bins", 4));
        Assert.Equal(3, table.Column<int>("count").Values.ToArray().Sum());
        Assert.Equal(constant - 1, table.Column<float>("low").Values[0]);
        if (constant > -1e38f)
            Assert.Equal([0, 0, 3, 0], table.Column<int>("count").Values.ToArray());
    }

    [Fact]
    public void Without_a_finite_value_counts_nothing()
    {
        var table = Rows(new[,] { { float.NaN, float.NaN } }, ("bins", 3));
        Assert.Equal([0, 0, 0], table.Column<int>("count").Values.ToArray());
        Assert.Equal(float.NaN, table.Column<float>("low").Values[0]);
    }

    [Fact]
    public void Infinities_do_not_widen_the_range()
    {
        var table = Rows(new[,] { { 1f, -1, float.PositiveInfinity } }, ("bins", 2), ("deviations", 1.0));
        Assert.Equal(MathF.Sqrt(2), table.Column<float>("high").Values[1]);
        Assert.Equal([1, 1], table.Column<int>("count").Values.ToArray());
    }

    [Theory]
    [InlineData(new double[0], null)]
    [InlineData(new double[] { -1, 1 }, null)]
    [InlineData(new double[] { 1, -1 }, "two numbers, the lower end first")]
    [InlineData(new double[] { 1, 1 + 1e-12 }, "1 and 1.000000000001, are the same")]
    [InlineData(new double[] { 1 }, "two numbers, the lower end first")]
    [InlineData(new double[] { 1, 2, 3 }, "two numbers, the lower end first")]
    public void A_fixed_range_takes_two_numbers_in_order(double[] range, string? problem)
    {
        var definition = HandlerRun.Define("histogram", ("range", range));
        Assert.Contains(problem ?? "", definition.Kind.Problem(definition.Options) ?? "", StringComparison.Ordinal);
        Assert.Equal(problem is null, definition.Kind.Problem(definition.Options) is null);
    }

    private static TableData Rows(float[,] values, params (string, object)[] options)
    {
        var step = new FakeStep();
        step.Set(step.Add("Tanh"), TensorKinds.Output, values);
        return HandlerRun.Rows(step, "histogram", options);
    }
}
