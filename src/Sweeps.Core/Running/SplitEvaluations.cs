using Sweeps.Core.Outcomes.Measures;
using Sweeps.Training;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Running;

/// <summary>The loss and the metrics of a run over its splits. What is asked for twice after the same step is computed once. Not thread-safe.</summary>
internal sealed class SplitEvaluations(ITrainingRun run, ITask task, IDataset data)
{
    private readonly Dictionary<string, SplitEvaluation> _known = new(StringComparer.Ordinal);
    private int _step = -1;

    /// <summary>The evaluation of a split by the weights of now.</summary>
    /// <param name="split"><c>train</c>, <c>valid</c> or <c>test</c>.</param>
    public SplitEvaluation Of(string split)
    {
        if (_step != run.StepsDone)
            _known.Clear();
        _step = run.StepsDone;
        if (_known.TryGetValue(split, out var known))
            return known;
        var examples = split switch
        {
            "train" => data.Train,
            "valid" => data.Valid,
            "test" => data.Test,
            _ => throw new ArgumentException($"There is no split '{split}'.", nameof(split)),
        };
        var loss = run.Evaluate(examples);
        return _known[split] = new(loss, [.. MetricMeasures.Of(run, task, examples, loss)]);
    }
}

/// <summary>A network over a split.</summary>
/// <param name="Loss">The mean loss, finite or not; null if the split is empty.</param>
/// <param name="Metrics">The metrics that are defined.</param>
internal sealed record SplitEvaluation(double? Loss, IReadOnlyList<MetricValue> Metrics)
{
    /// <summary>The mean loss; null if it is not finite, or if the split is empty.</summary>
    public double? FiniteLoss => Loss is { } loss && double.IsFinite(loss) ? loss : null;

    /// <summary>The value of a metric; null if it is not defined.</summary>
    public double? Metric(string name)
    {
        foreach (var metric in Metrics)
            if (string.Equals(metric.Name, name, StringComparison.Ordinal))
                return metric.Value;
        return null;
    }
}
