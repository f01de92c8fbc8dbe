using Sweeps.Training.Catalogues;

namespace Sweeps.Training.Running;

/// <summary>What the schedule and the warm-up of a run make of its learning rate at each step.</summary>
/// <param name="settings">The run's.</param>
/// <param name="schedule">The descriptor of its schedule.</param>
public sealed class ScheduledRates(TrainingSettings settings, ScheduleDescriptor schedule)
{
    /// <summary>
    /// The factor on the learning rate of a step. Over w steps of warm-up it is (step + 1)/(w + 1); then the schedule begins, over the steps that are left:
    /// torch.optim.lr_scheduler.SequentialLR of LinearLR(start_factor=1/(w + 1), total_iters=w) and the schedule, with the milestone w.
    /// </summary>
    /// <param name="step">From 0.</param>
    public double Factor(int step) => step < settings.WarmupSteps
        ? (step + 1.0) / (settings.WarmupSteps + 1)
        : schedule.Factor(settings.Schedule.Numbers, step - settings.WarmupSteps, settings.Steps - settings.WarmupSteps);

    /// <summary>The optimizer's momentum at a step; null where the schedule leaves it as it is. Through the warm-up it is that of the schedule's first step.</summary>
    /// <param name="step">From 0.</param>
    public double? Momentum(int step) =>
        schedule.Momentum(settings.Schedule.Numbers, Math.Max(0, step - settings.WarmupSteps), settings.Steps - settings.WarmupSteps);
}
