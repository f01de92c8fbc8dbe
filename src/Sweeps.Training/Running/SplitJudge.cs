using Sweeps.Training.Tasks;

namespace Sweeps.Training.Running;

/// <summary>The loss and the metrics of a network over splits. One pass over a split gives both, and both are kept until the network has learned. Not thread-safe.</summary>
/// <param name="measure">Goes through a split and gives the mean loss and the metrics that need outputs.</param>
public sealed class SplitJudge(Func<ExampleSet, (double Loss, IReadOnlyList<MetricValue> Metrics)> measure)
{
    private (ExampleSet? Split, int Steps) _last;
    private (double? Loss, IReadOnlyList<MetricValue> Metrics) _result = (null, []);

    /// <param name="task">What is measured.</param>
    /// <param name="pass">Goes through a split, shows outputs to the metrics and returns the mean loss.</param>
    public SplitJudge(ITask task, Func<ExampleSet, IReadOnlyList<(MetricInfo Metric, MetricSum Sum)>, double> pass)
        : this(split =>
        {
            var sums = MetricSum.Begin(task);
            var loss = pass(split, sums);
            // What the training split alone can have is not asked of the others.
            return (loss, [.. sums.Where(one => !one.Metric.IsOfTraining || !double.IsNaN(one.Sum.Value)).Select(one => new MetricValue(one.Metric.Name, one.Sum.Value))]);
        })
    {
    }

    /// <summary>The mean loss, null for a split without examples; and the metrics that need outputs.</summary>
    /// <param name="split">The examples.</param>
    /// <param name="steps">Steps that the network has made.</param>
    public (double? Loss, IReadOnlyList<MetricValue> Metrics) Judge(ExampleSet split, int steps)
    {
        if (split.Count == 0)
            return (null, []);
        if (!ReferenceEquals(_last.Split, split) || _last.Steps != steps)
            (_result, _last) = (measure(split), (split, steps));
        return _result;
    }
}
