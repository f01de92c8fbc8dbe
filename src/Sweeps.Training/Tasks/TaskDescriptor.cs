using Sweeps.Training.Catalogues;

namespace Sweeps.Training.Tasks;

/// <summary>A task that a definition chooses by name.</summary>
public abstract class TaskDescriptor : Descriptor, ITask
{
    /// <inheritdoc/>
    public abstract string Loss { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<MetricInfo> Metrics { get; }

    /// <inheritdoc/>
    public abstract bool Accepts(TargetShape targets);

    /// <inheritdoc/>
    public abstract double? ExpectedLoss(int outputs, IDataset? data);

    /// <inheritdoc/>
    public abstract double? ChanceLoss(IDataset data);
}
