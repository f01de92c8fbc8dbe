namespace Sweeps.Training;

/// <summary>A run that is being trained. Not thread-safe: only one thread may use it at a time.</summary>
public interface ITrainingRun : IDisposable
{
    /// <summary>Steps done, the one whose loss was not finite included.</summary>
    int StepsDone { get; }

    /// <summary>A loss per step done.</summary>
    ReadOnlySpan<float> Losses { get; }

    /// <summary>The step at which the loss was no longer finite, if it came to that; no step follows it.</summary>
    int? DivergedAt { get; }

    /// <summary>Whether all steps are done or the run has diverged.</summary>
    bool IsFinished { get; }

    /// <summary>Trains up to so many more steps.</summary>
    void Advance(int steps);

    /// <summary>Mean loss over a whole split, with running (or calibrated) statistics in batch norm; null if the split is empty.</summary>
    double? Evaluate(ExampleSet split);

    /// <summary>The metrics of the task over a whole split that do not follow from the loss, in the order in which the task names them. Computed as <see cref="Evaluate"/> does; after it, for the same split, nothing is computed again.</summary>
    /// <value>Default: none.</value>
    IReadOnlyList<MetricValue> Metrics(ExampleSet split) => [];

    /// <summary>All parameters and statistics by name, in a fixed order, for saving and hashing.</summary>
    IReadOnlyList<NamedTensor> Weights();

    /// <summary>What the optimizer keeps beside each parameter, for looking at it: <c>Linear.0.bias/exp_avg</c>, in the catalogue's names of <see cref="Catalogues.OptimizerDescriptor.Slots"/>.</summary>
    /// <value>Default: nothing, from an engine that does not report it.</value>
    IReadOnlyList<NamedTensor> OptimizerState() => [];

    /// <summary>Everything needed to go on from here with the same bits: parameters, optimizer, statistics, streams, place in the data, losses.</summary>
    void Save(Stream stream);

    /// <summary>Goes on from what <see cref="Save"/> wrote for the same cell and data.</summary>
    /// <exception cref="InvalidDataException">The state does not fit.</exception>
    void Restore(Stream stream);
}
