namespace Sweeps.Training.Tasks;

/// <summary>Computes a metric over a split while an engine goes through it, a portion after another in the order of the examples. Not thread-safe.</summary>
public abstract class MetricSum
{
    /// <summary>Adds the outputs of a portion.</summary>
    /// <param name="outputs">Units × <paramref name="stride"/>: the outputs of one unit for all examples of the portion stand together.</param>
    /// <param name="stride">The distance from a unit's outputs to the next one's, at least <paramref name="count"/>.</param>
    /// <param name="targets">The targets of the whole split.</param>
    /// <param name="first">The number of the portion's first example in the split.</param>
    /// <param name="count">Examples of the portion.</param>
    public abstract void Add(ReadOnlySpan<float> outputs, int stride, ExampleTargets targets, int first, int count);

    /// <summary>The metric over all that was added; NaN if it is not defined.</summary>
    public abstract double Value { get; }

    /// <summary>The metrics of a task that need outputs, before the first portion.</summary>
    public static IReadOnlyList<(MetricInfo Metric, MetricSum Sum)> Begin(ITask task) =>
        [.. task.Metrics.Where(metric => metric.OfOutputs is not null).Select(metric => (metric, metric.OfOutputs!()))];
}
