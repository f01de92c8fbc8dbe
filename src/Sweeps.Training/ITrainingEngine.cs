using Sweeps.Training.Catalogues;

namespace Sweeps.Training;

/// <summary>Trains networks. The one thing a sweep asks of an engine. Thread-safe.</summary>
public interface ITrainingEngine
{
    /// <summary>The name in definitions: lower case, words joined by '_'.</summary>
    string Name { get; }

    /// <summary>Name and version of the arithmetic; part of every run's identity, and changes only when the bits do. No two engines have the same, so that the runs of one are never taken for those of another.</summary>
    string Arithmetic { get; }

    /// <summary>All that definitions can choose by name for a model and its training.</summary>
    ModelCatalogue Catalogue { get; }

    /// <summary>What a user should know of how the engine was loaded. <value>Default null: nothing.</value></summary>
    EngineNotice? Notice => null;

    /// <summary>What the bits depend on besides <see cref="Arithmetic"/>. <value>Default: nothing; they are the same on every machine.</value></summary>
    EngineProvenance Provenance => EngineProvenance.None;

    /// <summary>Why a run cannot be trained on a dataset: a sentence for people; null if it can.</summary>
    string? Refuses(CellSettings cell, IDataset data);

    /// <summary>What can be said of a run without training it. The same on every machine.</summary>
    RunDescription Describe(CellSettings cell);

    /// <summary>Initialises a network and returns a run before its first step.</summary>
    /// <param name="cell">All that determines the run besides its data.</param>
    /// <param name="data">The training data.</param>
    /// <param name="tap">Looks at the steps; null for none.</param>
    /// <exception cref="ArgumentException">The engine <see cref="Refuses"/> it.</exception>
    ITrainingRun Start(CellSettings cell, IDataset data, ITrainingTap? tap);

    /// <summary>A network with weights that <see cref="ITrainingRun.Weights"/> gave.</summary>
    /// <param name="network">Its architecture.</param>
    /// <param name="tensors">By name; what the network does not have is left aside.</param>
    /// <exception cref="InvalidDataException">A tensor is missing or has another size than the network's.</exception>
    ITrainedNetwork Load(NetworkSettings network, IReadOnlyDictionary<string, NamedTensor> tensors);
}
