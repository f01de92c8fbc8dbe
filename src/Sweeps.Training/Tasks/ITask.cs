namespace Sweeps.Training.Tasks;

/// <summary>What a network is trained for: the loss that falls, and what its outputs are judged by.</summary>
public interface ITask
{
    /// <summary>The name in definitions.</summary>
    string Name { get; }

    /// <summary>The name of the loss in an engine's catalogue.</summary>
    string Loss { get; }

    /// <summary>The metrics over a split besides the loss. For the loss, lower is always better.</summary>
    IReadOnlyList<MetricInfo> Metrics { get; }

    /// <summary>Whether the task can be learned of targets of this shape.</summary>
    bool Accepts(TargetShape targets);

    /// <summary>The loss of a network whose outputs are all 0: of one that knows nothing yet.</summary>
    /// <param name="outputs">Outputs of the network.</param>
    /// <param name="data">What it trains on; null if that could not be read.</param>
    /// <returns>Null where the data are needed and there are none.</returns>
    double? ExpectedLoss(int outputs, IDataset? data);

    /// <summary>The least loss on the training split of one whose outputs are the same for every example; null if the task has no such level.</summary>
    double? ChanceLoss(IDataset data);
}

/// <summary>A number that outputs are judged by.</summary>
/// <param name="Name">The name in definitions: lower case, words joined by '_'.</param>
/// <param name="Direction">Which values are better.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="OfLoss">The metric over a split, of the mean loss over it; null where it is not defined.</param>
public sealed record MetricInfo(string Name, MetricDirection Direction, string Summary, Func<double, ExampleSet, double?> OfLoss)
{
    /// <summary>Begins to compute the metric from the outputs, where it does not follow from the loss. <value>Default null: <see cref="OfLoss"/> gives it.</value></summary>
    public Func<MetricSum>? OfOutputs { get; init; }

    /// <summary>Whether it is defined over the training split alone, where it may be undefined, too. <value>Default false.</value></summary>
    public bool IsOfTraining { get; init; }
}

/// <summary>Which values of a metric are better.</summary>
public enum MetricDirection
{
    /// <summary>Small ones.</summary>
    Minimize,

    /// <summary>Large ones.</summary>
    Maximize,
}
