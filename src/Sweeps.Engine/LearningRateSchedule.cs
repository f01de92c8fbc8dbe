namespace Sweeps.Engine;

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
}
