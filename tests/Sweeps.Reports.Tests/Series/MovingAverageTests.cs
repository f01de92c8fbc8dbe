using Sweeps.Reports.Series;

namespace Sweeps.Reports.Tests.Series;

public sealed class MovingAverageTests
{
    [Fact]
    public void A_mean_is_over_the_last_losses_and_over_fewer_at_the_beginning()
    {
        float[] losses = [4, 2, 6, 8];
        Assert.Equal([4, 3, 4, 7], MovingAverage.Of(losses, window: 2, mostPoints: 4));
    }

    [Fact]
    public void Fewer_points_than_steps_stand_at_equal_distances_from_the_first_step_to_the_last()
    {
        var losses = Enumerable.Range(0, 1001).Select(step => (float)step).ToArray();
        Assert.Equal([0, 250, 500, 750, 1000], MovingAverage.Of(losses, window: 1, mostPoints: 5));
    }

    [Fact]
    public void A_loss_that_is_not_finite_is_not_averaged_away()
    {
        float[] losses = [1, 2, float.PositiveInfinity, 3, 3];
        var means = MovingAverage.Of(losses, window: 2, mostPoints: 5);
        Assert.Equal([true, true, false, false, true], means.Select(double.IsFinite));
    }

    [Fact]
    public void A_window_is_a_twentieth_of_a_run() => Assert.Equal([1, 1, 50, 2000], new[] { 1, 25, 1000, 40_001 }.Select(MovingAverage.Window));
}
