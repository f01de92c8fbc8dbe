using Sweeps.Training.Catalogues;

namespace Sweeps.Training.Tasks;

/// <summary>The tasks that there are.</summary>
public static class TrainingTasks
{
    /// <summary>One of several classes.</summary>
    public static TaskDescriptor Classification { get; } = new Classification();

    /// <summary>Numbers.</summary>
    public static TaskDescriptor Regression { get; } = new Regression();

    /// <summary>Every task, in the order in which they are listed to people.</summary>
    public static Catalogue<TaskDescriptor> All { get; } = new("task", [Classification, Regression]);
}
