using System.Runtime.Intrinsics;
using Sweeps.Engine.Losses;
using Sweeps.Training.Running;

namespace Sweeps.Engine.Training;

/// <summary>The managed engine: float32, one thread a run, the same bits whatever the width of the processor's vectors.</summary>
public sealed class TrainingEngine : ITrainingEngine
{
    /// <summary>Raised by one whenever any result's bits change.</summary>
    private const string ArithmeticVersion = "sweeps-f32-8";

    public string Name => "managed";

    public string Arithmetic => ArithmeticVersion;

    public ModelCatalogue Catalogue => ManagedModels.Catalogue;

    /// <summary>Trains a small network for a step, so that what every training needs is compiled: beside other work, before the first run.</summary>
    public void Prepare()
    {
        const int symbols = 29;
        var settings = new TrainingSettings { Steps = 1 };
        var contexts = new ushort[3 * settings.BatchSize];
        var examples = new ExampleSet(3, contexts, new ushort[settings.BatchSize]);
        using var run = Start(
            new CellSettings(new NetworkSettings { VocabularySize = symbols, Depth = 0 }, settings), new TrainingData(symbols, examples, examples, examples), null);
        run.Advance(1);
    }

    public string? Refuses(CellSettings cell, IDataset data) => DataFit.Mistake(cell, data, LossCatalogue.Descriptors);

    public RunDescription Describe(CellSettings cell) => RunDescriptions.Of(cell);

    public ITrainingRun Start(CellSettings cell, IDataset data, ITrainingTap? tap)
    {
        if (Refuses(cell, data) is { } reason)
            throw new ArgumentException(reason, nameof(cell));
        if (Vector512.IsHardwareAccelerated)
            return new TrainingRun<Lanes512<float>>(cell, data, tap);
        if (Vector256.IsHardwareAccelerated)
            return new TrainingRun<Lanes256<float>>(cell, data, tap);
        return Vector128.IsHardwareAccelerated
            ? new TrainingRun<Lanes128<float>>(cell, data, tap)
            : new TrainingRun<Lanes1<float>>(cell, data, tap);
    }

    public ITrainedNetwork Load(NetworkSettings network, IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        if (Vector512.IsHardwareAccelerated)
            return new TrainedNetwork<Lanes512<float>>(network, tensors);
        if (Vector256.IsHardwareAccelerated)
            return new TrainedNetwork<Lanes256<float>>(network, tensors);
        return Vector128.IsHardwareAccelerated
            ? new TrainedNetwork<Lanes128<float>>(network, tensors)
            : new TrainedNetwork<Lanes1<float>>(network, tensors);
    }
}
