using MathNet.Numerics.Statistics;
using Sweeps.Numerics.Statistics;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

public sealed class MomentsTests
{
    [Fact]
    public void Equal_torchs()
    {
        foreach (var golden in HandlerGoldens.Section("moments"))
        {
            var moments = Moments.Of(HandlerGoldens.Values(golden.Int("count"), golden.Int("seed")));
            Assert.Equal(golden.Number("mean"), moments.Mean, 1e-13);
            Assert.Equal(golden.Number("std"), moments.Deviation, 1e-12);
            Assert.Equal((float)golden.Number("min"), moments.Minimum);
            Assert.Equal((float)golden.Number("max"), moments.Maximum);
        }
    }

    [Fact]
    public void Agree_with_MathNet_for_every_shape_layout_and_padding()
    {
        for (var rows = 1; rows <= 40; rows += 3)
        {
            for (var columns = 1; columns <= 70; columns += 3)
            {
                var matrix = Matrices.Map(Matrices.Normal(rows, columns, (uint)(rows + (100 * columns))), (x, _, _) => x + 3);
                var expected = new DescriptiveStatistics(Matrices.Flat(matrix).Select(x => (double)x));
                foreach (var columnsContiguous in (bool[])[false, true])
                {
                    var step = new FakeStep { ColumnsContiguous = columnsContiguous, Padding = rows % 4 };
                    step.Set(step.Add("Linear"), TensorKinds.Output, matrix);
                    var table = HandlerRun.Rows(step, "moments");
                    Assert.Equal(expected.Mean, table.Column<double>("mean").Values[0], 1e-12);
                    Assert.Equal(expected.StandardDeviation, table.Column<double>("std").Values[0], 1e-12);
                    Assert.Equal(expected.Minimum, table.Column<float>("min").Values[0]);
                    Assert.Equal(expected.Maximum, table.Column<float>("max").Values[0]);
                    Assert.Equal(0, table.Column<double>("fraction_non_finite").Values[0]);
                }
            }
        }
    }

    [Fact]
    public void Are_of_the_finite_values_and_tell_the_fraction_of_the_others()
    {
        var step = new FakeStep();
        step.Set(step.Add("Linear"), TensorKinds.Output, new[,] { { 1, float.NaN, 3, float.PositiveInfinity }, { float.NegativeInfinity, 2, 2, float.NaN } });
        var table = HandlerRun.Rows(step, "moments");

        Assert.Equal(0.5, table.Column<double>("fraction_non_finite").Values[0]);
        Assert.Equal(2, table.Column<double>("mean").Values[0]);
        Assert.Equal(Math.Sqrt(2.0 / 3), table.Column<double>("std").Values[0], 1e-15);
        Assert.Equal(1, table.Column<float>("min").Values[0]);
        Assert.Equal(3, table.Column<float>("max").Values[0]);
    }

    [Fact]
    public void Without_a_finite_value_are_NaN()
    {
        var moments = Moments.Of([float.NaN, float.PositiveInfinity]);
        Assert.Equal(new Moments(0, double.NaN, double.NaN, float.NaN, float.NaN), moments);
        Assert.Equal(double.NaN, Moments.Of([5]).Deviation);
    }

    [Fact]
    public void Survive_values_at_both_ends_of_float32()
    {
        Assert.Equal(float.MaxValue, Moments.Of([float.MaxValue, float.MaxValue, float.MaxValue]).Mean);
        Assert.Equal(float.MaxValue * Math.Sqrt(2), Moments.Of([float.MaxValue, -float.MaxValue]).Deviation, float.MaxValue * 1e-15);
        Assert.Equal(float.Epsilon, Moments.Of([float.Epsilon, float.Epsilon]).Mean);
    }
}
