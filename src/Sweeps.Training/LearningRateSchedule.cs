namespace Sweeps.Training;

/// <summary>The shapes of a schedule.</summary>
public enum ScheduleKind
{
    /// <summary>The factor 1 at every step.</summary>
    Constant,
    /// <summary>The factor 1, and another one from a step on.</summary>
    Step,
    /// <summary>Half a cosine from 1 at the first step to the factor at the last one.</summary>
    Cosine,
    /// <summary>A straight line from 1 at the first step to the factor at the last one.</summary>
    Linear,
}

/// <summary>The factor on the learning rate over a run's steps.</summary>
/// <param name="Kind">Its shape.</param>
/// <param name="At">Step: the fraction of the steps after which <paramref name="Factor"/> applies.</param>
/// <param name="Factor">Step: the factor from then on. Cosine and linear: the factor reached at the last step.</param>
public sealed record LearningRateSchedule(ScheduleKind Kind, double At = 0, double Factor = 0)
{
    /// <summary>The factor 1 at every step.</summary>
    public static LearningRateSchedule Constant { get; } = new(ScheduleKind.Constant);

    /// <summary>Whether every step of a run has the factor 1.</summary>
    /// <param name="steps">Of the run, at least 1.</param>
    public bool IsConstantOver(int steps) => Kind switch
    {
        ScheduleKind.Constant => true,
        ScheduleKind.Step => Factor == 1 || steps - 1 < ChangesAt(steps),
        ScheduleKind.Cosine or ScheduleKind.Linear => Factor == 1 || steps == 1,
        _ => throw new ArgumentOutOfRangeException(nameof(steps), Kind, "Unknown schedule."),
    };

    /// <summary>Step: the place from which on the factor applies.</summary>
    /// <remarks>In decimals, as it was written: 0.55 of 100 steps are 55 and not the double's 55.000000000000007.</remarks>
    public decimal ChangesAt(int steps) => (decimal)At * steps;
}
