namespace Sweeps.Engine.Schedules;

/// <summary>The schedules that there are.</summary>
internal static class ScheduleCatalogue
{
    /// <summary>Every schedule, in the order in which they are listed to people.</summary>
    public static Catalogue<ScheduleDescriptor> All { get; } = new("schedule",
        [new Constant(), new StepChange(), new Cosine(), new Linear(), new MultiStep(), new Exponential(), new OneCycle(), new CosineRestarts()]);

    /// <summary>The schedule of a run.</summary>
    /// <exception cref="ArgumentException">There is none with this name, or it has another number of numbers.</exception>
    public static ScheduleDescriptor Of(LearningRateSchedule schedule)
    {
        var found = All.Get(schedule.Kind);
        return (found.List is null ? schedule.Numbers.Length == found.Numbers.Count : schedule.Numbers.Length > found.Numbers.Count)
            ? found
            : throw new ArgumentException($"The schedule '{found.Name}' takes {found.Numbers.Count} numbers, not {schedule.Numbers.Length}.", nameof(schedule));
    }
}
