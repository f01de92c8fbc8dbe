using Sweeps.Core.Text;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Parameters;

/// <summary>Checks that definitions can use what plugins' tasks declare.</summary>
internal static class TaskCheck
{
    /// <summary>A sentence about the first problem; null if there is none.</summary>
    /// <param name="engines">The names of the engines.</param>
    public static string? Problem(IReadOnlyList<IPluginTask> tasks, IEnumerable<string> engines)
    {
        var known = engines.ToList();
        foreach (var task in tasks)
            if (Of(task, known) is { } problem)
                return problem;
        if (tasks.GroupBy(task => task.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return $"There are two tasks with the name '{twice.Key}': {string.Join(" and ", twice.Select(task => task.GetType().FullName))}.";
        foreach (var same in tasks.SelectMany(task => task.Options.Select(option => (Task: task, Option: option))).GroupBy(one => one.Option.Name, StringComparer.Ordinal))
            if (same.Select(one => one.Option).Distinct().Count() > 1)
                return $"The tasks {string.Join(" and ", same.Select(one => $"'{one.Task.Name}'"))} declare the option '{same.Key}' differently. Options of one name are one parameter: declare them alike, or give them different names.";
        return null;
    }

    private static string? Of(IPluginTask task, List<string> engines)
    {
        var type = task.GetType().FullName;
        if (!PlainName.Is(task.Name) || task.Name is TaskParameters.None)
            return $"The name '{task.Name}' of the task {type} is not lower-case words joined by '_', or it is '{TaskParameters.None}'.";
        if (!engines.Contains(task.Engine, StringComparer.Ordinal))
            return $"The task '{task.Name}' is one of the engine '{task.Engine}', and there is no such engine.";
        if (task.Revision < 1)
            return $"The task '{task.Name}' has the revision {task.Revision}; revisions begin with 1.";
        if (string.IsNullOrWhiteSpace(task.Summary))
            return $"The task '{task.Name}' has no summary.";
        foreach (var option in task.Options)
            if (!option.Name.StartsWith($"{TaskOption.Section}.", StringComparison.Ordinal) || !PlainName.Is(option.Name[(TaskOption.Section.Length + 1)..]) || option.Name is "task.kind")
                return $"The option '{option.Name}' of the task '{task.Name}' cannot be called that: options are made by {nameof(TaskOption)}, with lower-case words joined by '_', and 'kind' is the task itself.";
        if (task.Options.GroupBy(option => option.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return $"The task '{task.Name}' has two options '{twice.Key}'.";
        if (task.DataOptions.FirstOrDefault(option => !task.Options.Contains(option)) is { } foreign)
            return $"The data of the task '{task.Name}' depend on '{foreign.Name}', which is none of its options.";
        if (task.Metrics.Select(metric => metric.Name).FirstOrDefault(name => !PlainName.Is(name)) is { } metric)
            return $"The metric '{metric}' of the task '{task.Name}' cannot be called that: a name is lower-case words joined by '_'.";
        return null;
    }
}
