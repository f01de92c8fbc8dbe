using Sweeps.Training.Catalogues;

namespace Sweeps.Training;

/// <summary>Trains networks. The one thing a sweep asks of an engine.</summary>
public interface ITrainingEngine
{
    /// <summary>Name and version of the arithmetic; part of every run's identity, and changes only when the bits do.</summary>
    string Arithmetic { get; }

    /// <summary>All that definitions can choose by name for a model.</summary>
    ModelCatalogue Catalogue { get; }

    /// <summary>The modules that a network of these settings has, in forward order.</summary>
    IReadOnlyList<ModuleInfo> Modules(NetworkSettings network);

    /// <summary>Parameters that are trained, biases and normalisation included.</summary>
    long ParameterCount(NetworkSettings network);

    /// <summary>Expected seconds for the whole run on one core of an ordinary machine: for ordering runs and dealing them out.</summary>
    double EstimateSeconds(CellSettings cell);

    /// <summary>Initialises a network and stands before its first step.</summary>
    /// <param name="tap">Looks at the steps; null for none.</param>
    /// <exception cref="ArgumentException">The settings do not fit the data (a batch larger than the training set, say).</exception>
    ITrainingRun Start(CellSettings cell, IDataset data, ITrainingTap? tap);

    /// <summary>A network with weights that <see cref="ITrainingRun.Weights"/> gave.</summary>
    /// <param name="tensors">By name; what the network does not have is left aside.</param>
    /// <exception cref="InvalidDataException">A tensor is missing or has another size than the network's.</exception>
    ITrainedNetwork Load(NetworkSettings network, IReadOnlyDictionary<string, NamedTensor> tensors);
}
