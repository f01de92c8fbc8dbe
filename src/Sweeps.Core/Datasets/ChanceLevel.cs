using Sweeps.Training;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Datasets;

/// <summary>The level of chance of a task. Remembers the last one: runs that follow each other mostly share their data. Not thread-safe.</summary>
internal sealed class ChanceLevel
{
    private (ITask? Task, ExampleSet? Examples) _last;
    private double? _level;

    /// <summary>The level of a training split; null if the task has none.</summary>
    public double? Of(ITask task, IDataset data)
    {
        if (!ReferenceEquals(_last.Examples, data.Train) || !ReferenceEquals(_last.Task, task))
            (_level, _last) = (task.ChanceLoss(data), (task, data.Train));
        return _level;
    }
}
