using Sweeps.Engine.Training;
using Sweeps.Training;

namespace Sweeps.Engine.Tests.Training;

public sealed class ScheduleTests
{
    /// <summary>A schedule is constant over a run exactly if every step of it has the rate that it would have without one.</summary>
    [Fact]
    public void A_schedule_without_effect_is_constant_and_no_other()
    {
        var tried = 0;
        foreach (var kind in Enum.GetValues<ScheduleKind>())
        {
            foreach (var at in new[] { 0, 0.01, 0.07, 0.5, 0.55, 0.9, 0.91, 0.99, 1 })
            {
                foreach (var factor in new[] { 0, 0.1, 1, 5 })
                {
                    var schedule = new LearningRateSchedule(kind, at, factor);
                    foreach (var steps in Enumerable.Range(1, 21).Append(100))
                    {
                        var settings = new TrainingSettings { Steps = steps, LearningRate = 1, Schedule = schedule };
                        var isConstant = Enumerable.Range(0, steps).All(step => LearningRates.At(settings, step) == 1);
                        Assert.True(isConstant == schedule.IsConstantOver(steps), $"{schedule} over {steps}");
                        tried++;
                    }
                }
            }
        }

        Assert.Equal(4 * 9 * 4 * 22, tried);
    }
}
