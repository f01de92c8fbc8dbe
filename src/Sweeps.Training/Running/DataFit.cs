using Sweeps.Training.Catalogues;

namespace Sweeps.Training.Running;

/// <summary>Whether a network can be trained on a dataset. The same for every engine.</summary>
public static class DataFit
{
    /// <summary>Why a run cannot be trained on a dataset, whatever the engine.</summary>
    /// <param name="cell">The run.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="losses">The losses of the engine.</param>
    /// <returns>A sentence for people; null if nothing keeps it from being trained.</returns>
    public static string? Mistake(CellSettings cell, IDataset data, Catalogue<LossDescriptor> losses)
    {
        if (BatchMistake(cell, data) is { } batch)
            return batch;
        var fits = data.Inputs switch
        {
            SymbolShape shape => cell.Network.Features == 0 && shape.VocabularySize == cell.Network.VocabularySize && shape.Context == cell.Network.Context,
            FeatureShape shape => shape.Features == cell.Network.Features,
            _ => false,
        };
        if (!fits)
            return "The data have another vocabulary, another context or other numbers than the network.";
        if (!cell.Task.Accepts(data.Targets) || losses.Find(cell.Task.Loss)?.Accepts(data.Targets) != true)
            return $"The task '{cell.Task.Name}' cannot be learned of such targets.";
        return data.Targets.Outputs == cell.Network.Outputs ? null : $"The network has {cell.Network.Outputs} outputs, and the data ask for {data.Targets.Outputs}.";
    }

    /// <summary>Why the batches of a run do not fit into a dataset: a sentence for people; null if they do.</summary>
    /// <param name="cell">The run.</param>
    /// <param name="data">The dataset.</param>
    public static string? BatchMistake(CellSettings cell, IDataset data) => data.Train.Count < cell.Training.BatchSize
        ? $"A batch of {cell.Training.BatchSize} does not fit into {data.Train.Count} training examples."
        : null;
}
