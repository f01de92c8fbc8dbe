namespace Sweeps.Training;

/// <summary>A metric over a split.</summary>
/// <param name="Name">The name of the metric: <c>accuracy</c>.</param>
/// <param name="Value">Its value; NaN if it is not defined.</param>
public readonly record struct MetricValue(string Name, double Value);
