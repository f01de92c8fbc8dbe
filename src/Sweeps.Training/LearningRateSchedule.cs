namespace Sweeps.Training;

public enum ScheduleKind
{
    Constant,
    Step,
    Cosine,
    Linear,
}

/// <summary>The factor on the learning rate over a run's steps.</summary>
/// <param name="Kind">Its shape.</param>
/// <param name="At">Step: the fraction of the steps after which <paramref name="Factor"/> applies.</param>
/// <param name="Factor">Step: the factor from then on. Cosine and linear: the factor reached at the last step.</param>
public sealed record LearningRateSchedule(ScheduleKind Kind, double At = 0, double Factor = 0)
{
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
