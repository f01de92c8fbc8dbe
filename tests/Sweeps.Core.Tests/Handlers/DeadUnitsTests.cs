using Sweeps.Numerics.Statistics;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

public sealed class DeadUnitsTests
{
    [Fact]
    public void A_unit_is_dead_if_more_than_the_fraction_of_its_outputs_is_below()
    {
        // 20 samples; unit j is off in j of them. 19/20 is not more than 0.95.
        var outputs = Matrices.Map(new float[20, 21], (_, i, j) => i < j ? 0 : 1);
        Assert.Equal(1 / 21.0, Fraction(outputs));
        Assert.Equal(2 / 21.0, Fraction(outputs, ("fraction", 0.9499)));
        Assert.Equal(20 / 21.0, Fraction(outputs, ("fraction", 0.0)));
        Assert.Equal(0, Fraction(outputs, ("fraction", 1.0)));
    }

    [Fact]
    public void Below_is_strict_and_exact()
    {
        // The float32 nearest to 1e-8 is 9.99999993922529e-09, below it.
        Assert.Equal(1, Fraction(new[,] { { 1e-8f } }));
        Assert.Equal(0, Fraction(new[,] { { MathF.BitIncrement(1e-8f) } }));
        Assert.Equal(1, Fraction(new[,] { { -5f } }));
        Assert.Equal(0, Fraction(new[,] { { float.NaN } }));
        Assert.Equal(0, Fraction(new[,] { { 0.5f } }, ("below", 0.5)));
    }

    [Fact]
    public void Agrees_with_counting_for_every_shape_layout_and_padding()
    {
        for (var rows = 1; rows <= 40; rows++)
        {
            for (var columns = 1; columns <= 70; columns += 3)
            {
                var outputs = Matrices.Map(Matrices.Uniform(rows, columns, (uint)(rows + (71 * columns))), (x, _, j) => x < (j / 35.0) - 1 ? 0 : x + 1);
                var dead = Enumerable.Range(0, columns).Count(j => Enumerable.Range(0, rows).Count(i => outputs[i, j] < 1e-8) > 0.5 * rows);
                foreach (var columnsContiguous in (bool[])[false, true])
                {
                    var step = new FakeStep { ColumnsContiguous = columnsContiguous, Padding = rows % 3 };
                    step.Set(step.Add("ReLU"), TensorKinds.Output, outputs);
                    Assert.Equal((double)dead / columns, HandlerRun.Rows(step, "dead_units", ("fraction", 0.5)).Column<double>("fraction_dead").Values[0]);
                }
            }
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.1)]
    [InlineData(1.0)]
    [InlineData(1e-50)]
    [InlineData(-1e-50)]
    [InlineData(1e50)]
    public void A_threshold_decides_in_float32_as_in_double(double threshold)
    {
        var nearest = (float)threshold;
        foreach (var x in (float[])[MathF.BitDecrement(nearest), nearest, MathF.BitIncrement(nearest), 0, 1, -1])
        {
            Assert.Equal(x < threshold, x < Thresholds.AtLeast(threshold));
            Assert.Equal(x > threshold, x > Thresholds.AtMost(threshold));
        }
    }

    private static double Fraction(float[,] outputs, params (string, object)[] options)
    {
        var step = new FakeStep();
        step.Set(step.Add("ReLU"), TensorKinds.Output, outputs);
        return HandlerRun.Rows(step, "dead_units", options).Column<double>("fraction_dead").Values[0];
    }
}
