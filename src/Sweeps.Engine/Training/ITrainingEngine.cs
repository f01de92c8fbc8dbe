namespace Sweeps.Engine.Training;

/// <summary>Trains networks. The one thing a sweep asks of an engine.</summary>
public interface ITrainingEngine
{
    /// <summary>Name and version of the arithmetic; part of every run's identity, and changes only when the bits do.</summary>
    string Arithmetic { get; }

    /// <summary>The modules that a network of these settings has, in forward order.</summary>
    IReadOnlyList<ModuleInfo> Modules(NetworkSettings network);

    /// <summary>Parameters that are trained, biases and normalisation included.</summary>
    long ParameterCount(NetworkSettings network);

    /// <summary>Expected seconds for the whole run on one core of an ordinary machine: for ordering runs and dealing them out.</summary>
    double EstimateSeconds(CellSettings cell);

    /// <summary>Initialises a network and stands before its first step.</summary>
    /// <param name="tap">Looks at the steps; null for none.</param>
    /// <exception cref="ArgumentException">The settings do not fit the data (a batch larger than the training set, say).</exception>
    ITrainingRun Start(CellSettings cell, TrainingData data, ITrainingTap? tap);
}

/// <summary>A run under way. Not thread-safe; one thread at a time.</summary>
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

    /// <summary>Mean cross-entropy over a whole split, with running (or calibrated) statistics in batch norm; null if the split is empty.</summary>
    double? Evaluate(ExampleSet split);

    /// <summary>All parameters and statistics by name, in a fixed order, for saving and hashing.</summary>
    IReadOnlyList<NamedTensor> Weights();

    /// <summary>Everything needed to go on from here with the same bits: parameters, optimizer, statistics, streams, place in the data, losses.</summary>
    void Save(Stream stream);

    /// <summary>Goes on from what <see cref="Save"/> wrote for the same cell and data.</summary>
    /// <exception cref="InvalidDataException">The state does not fit.</exception>
    void Restore(Stream stream);
}

/// <summary>A tensor of a trained network, row by row without padding, named as in PyTorch's state_dict style.</summary>
/// <param name="Name">For example <c>Linear.3.weight</c>.</param>
/// <param name="Shape">Its dimensions, outermost first.</param>
/// <param name="Values">Row-major values.</param>
public sealed record NamedTensor(string Name, IReadOnlyList<int> Shape, float[] Values);
