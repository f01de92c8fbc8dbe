using Sweeps.Training.Catalogues;

namespace Sweeps.Training.Tasks;

/// <summary>A task that a definition chooses by name.</summary>
public abstract class TaskDescriptor : Descriptor, ITask
{
    public abstract string Loss { get; }

    public abstract IReadOnlyList<MetricInfo> Metrics { get; }

    public abstract bool Accepts(TargetShape targets);

    public abstract double? ExpectedLoss(int outputs, IDataset? data);

    public abstract double? ChanceLoss(IDataset data);
}
