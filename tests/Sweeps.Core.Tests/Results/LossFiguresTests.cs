using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Tests.Results;

public sealed class LossFiguresTests
{
    [Fact]
    public void The_windows_are_half_of_the_steps_and_at_most_a_hundred()
    {
        for (var steps = 2; steps <= 420; steps++)
        {
            var losses = Losses(steps);
            var window = Math.Min(100, steps / 2);

            var figures = LossFigures.Of(losses, steps, 3, 2);

            Assert.Equal(losses.Take(window).Average(loss => (double)loss), figures.Start!.Value, 1e-12);
            Assert.Equal(losses.TakeLast(window).Average(loss => (double)loss), figures.End!.Value, 1e-12);
            Assert.Equal(figures.End - figures.Start, figures.Difference);
            Assert.Equal(window, LossFigures.Window(steps));
        }
    }

    [Fact]
    public void A_run_of_one_step_has_its_loss_at_both_ends_and_no_difference() =>
        Assert.Equal(new LossFigures(2.5, 3, 2.5, 2.5, null) { Chance = 2 }, LossFigures.Of([2.5f], 1, 3, 2));

    /// <summary>What a run that diverges has at its start can be compared with what the others of its sweep have.</summary>
    [Fact]
    public void A_run_that_diverges_keeps_the_window_of_its_steps()
    {
        var losses = Losses(150);
        losses[^1] = float.NaN;

        var figures = LossFigures.Of(losses, 2000, 3, 2);

        Assert.Equal(losses[..100].Average(loss => (double)loss), figures.Start!.Value, 1e-12);
        Assert.Null(figures.End);
        Assert.Null(figures.Difference);
        Assert.Null(LossFigures.Of(losses[^50..], 2000, 3, 2).Start);
        Assert.Null(LossFigures.Of([float.NaN], 2000, 3, 2).Initial);
    }

    [Fact]
    public void A_run_that_failed_has_its_first_loss_alone()
    {
        Assert.Equal(new LossFigures(2.5, 3, null, null, null) { Chance = 2 }, LossFigures.OfFailed([2.5f, 2], 3, 2));
        Assert.Equal(new LossFigures(null, 3, null, null, null), LossFigures.OfFailed([], 3, null));
    }

    private static float[] Losses(int steps) => [.. Enumerable.Range(0, steps).Select(step => 3 - (step * 0.005f) + (step % 7 * 0.01f))];
}
