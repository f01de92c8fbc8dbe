using Sweeps.Training.Tasks;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>A metric of a plugin's task over a split, which is measured when a run ends.</summary>
/// <param name="metric">The metric.</param>
/// <param name="split">The name of the split: <c>valid</c>.</param>
internal sealed class TaskMetric(MetricInfo metric, string split) : IMeasure
{
    public string Name { get; } = MetricMeasures.NameOf(metric.Name, split);

    public string Unit => "";

    public string Description { get; } = $"{metric.Summary.TrimEnd('.')}, over the {split} split at the end.";

    public MeasureDirection Better => MetricMeasures.BetterOf(metric);

    /// <summary>The metrics of tasks over all splits, each once; those that the program's own tasks have, too, have their columns in every table.</summary>
    public static IReadOnlyList<DefinedMeasure> Of(IEnumerable<IPluginTask> tasks) =>
    [
        .. tasks.SelectMany(task => task.Metrics).DistinctBy(metric => metric.Name, StringComparer.Ordinal)
            .SelectMany(metric => MetricMeasures.Splits.Select(split => new TaskMetric(metric, split)))
            .Where(measure => MeasureCatalogue.Find(measure.Name) is null)
            .Select(measure => new DefinedMeasure(measure.Name, measure, "metric of a task")),
    ];

    // Of a run in final tables, the value stands in its column.
    public object? Of(MeasuredRun run) => run.Outcome.Metrics[Name] ?? run.Outcome.Statistics[Name];
}
