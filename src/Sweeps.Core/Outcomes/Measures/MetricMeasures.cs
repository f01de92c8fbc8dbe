using Sweeps.Tables;
using Sweeps.Training;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>The metrics of the program's tasks over each split at the end.</summary>
internal static class MetricMeasures
{
    private const string Train = "train";

    private static readonly (string Name, string Text)[] s_splits =
    [
        (Train, "Over the whole training split at the end, if dataset.evaluate_train asks for it."),
        ("valid", "Over the validation split at the end."),
        ("test", "Over the test split at the end."),
    ];

    public static IReadOnlyList<Measure> All { get; } =
        [.. TrainingTasks.All.SelectMany(task => task.Metrics.Select(metric => (Task: task, Metric: metric))).GroupBy(one => one.Metric.Name, StringComparer.Ordinal)
            // The columns of later metrics stand behind those of earlier ones.
            .OrderBy(same => same.First().Metric.IsOfTraining)
            .SelectMany(same => s_splits.Where(split => split.Name is Train || !same.First().Metric.IsOfTraining).Select(split => Of(same.First().Metric, split.Name, $"{same.First().Metric.Summary} {split.Text} Null where dataset.task is not {Text.Wording.OneOf([.. same.Select(one => one.Task.Name)])}.")))];

    /// <summary>The name of a metric's column.</summary>
    public static string NameOf(string metric, string split) => $"{metric}_{split}";

    /// <summary>The names of the splits.</summary>
    public static IEnumerable<string> Splits => s_splits.Select(split => split.Name);

    /// <summary>Which values of a metric are better.</summary>
    public static MeasureDirection BetterOf(MetricInfo metric) => metric.Direction switch
    {
        MetricDirection.Minimize => MeasureDirection.Lower,
        MetricDirection.Maximize => MeasureDirection.Higher,
        _ => throw new InvalidOperationException("There is no other direction."),
    };

    /// <summary>The names of the metrics that the program's tasks have, each once.</summary>
    public static IReadOnlyList<string> Metrics { get; } = [.. TrainingTasks.All.SelectMany(task => task.Metrics).Select(metric => metric.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The metrics of a run over a split; those that are not defined are left out.</summary>
    /// <param name="loss">The mean loss over the split; null if it is empty.</param>
    public static IEnumerable<MetricValue> Of(ITrainingRun run, ITask task, ExampleSet examples, double? loss)
    {
        if (loss is not { } mean)
            yield break;
        foreach (var metric in task.Metrics)
            if (metric.OfOutputs is null && metric.OfLoss(mean, examples) is { } value && double.IsFinite(value))
                yield return new(metric.Name, value);
        foreach (var metric in run.Metrics(examples))
            if (double.IsFinite(metric.Value))
                yield return metric;
    }

    private static Measure Of(MetricInfo metric, string split, string description)
    {
        var name = NameOf(metric.Name, split);
        return new(name, ColumnType.Double, MeasureOrigin.Losses, "", description, run => run.Metrics[name])
        {
            Better = BetterOf(metric),
            IsAdded = true,
            Restore = (run, value) => value is null ? run : run with { Metrics = run.Metrics.With(name, value) },
        };
    }
}
