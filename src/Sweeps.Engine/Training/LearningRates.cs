using Sweeps.Numerics.Functions;
using Sweeps.Training;

namespace Sweeps.Engine.Training;

/// <summary>The learning rate of each step.</summary>
internal static class LearningRates
{
    /// <param name="step">From 0.</param>
    public static double At(TrainingSettings settings, int step) => settings.LearningRate * FactorAt(settings, step);

    /// <summary>What the schedule makes of a learning rate.</summary>
    /// <param name="step">From 0.</param>
    public static double FactorAt(TrainingSettings settings, int step)
    {
        var schedule = settings.Schedule;
        return schedule.Kind switch
        {
            ScheduleKind.Constant => 1,
            ScheduleKind.Step => step < schedule.ChangesAt(settings.Steps) ? 1 : schedule.Factor,
            ScheduleKind.Cosine => schedule.Factor + ((1 - schedule.Factor) * 0.5 * (1 + Elementary.SinCosTurns(Progress(settings, step) / 2).Cos)),
            ScheduleKind.Linear => 1 + ((schedule.Factor - 1) * Progress(settings, step)),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), schedule.Kind, "Unknown schedule."),
        };
    }

    private static double Progress(TrainingSettings settings, int step) => settings.Steps < 2 ? 0 : (double)step / (settings.Steps - 1);
}
