using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

public sealed class SaturatedUnitsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Has_a_row_for_each_place_above_the_threshold_by_sample_and_unit(bool columnsContiguous)
    {
        var step = new FakeStep { ColumnsContiguous = columnsContiguous };
        step.Set(step.Add("Tanh"), TensorKinds.Output, new[,] { { 0.98f, -1, 0 }, { float.NaN, 0.5f, 0.995f } });
        var rows = HandlerRun.Rows(step, "saturated_units");

        Assert.Equal([0, 1], rows.Column<int>("sample").Values.ToArray());
        Assert.Equal([1, 2], rows.Column<int>("unit").Values.ToArray());
        Assert.Equal(["Tanh.0 output", "Tanh.0 output"], HandlerRun.Subjects(rows));
    }
}
