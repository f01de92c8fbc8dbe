using Sweeps.Numerics.Random;
using Sweeps.Training;
using Sweeps.Training.Tasks;

namespace Sweeps.Torch.Tests;

/// <summary>Small data drawn at random, and settings that fit them.</summary>
internal static class TestData
{
    public const int Classes = 11;
    public const int Context = 3;
    public const int Features = 5;
    public const int Numbers = 7;

    public static TrainingData Symbols { get; } = Draw(symbols: true, classes: true);

    /// <summary>Data that settings of these kinds train on.</summary>
    public static TrainingData Draw(bool symbols, bool classes, int train = 173)
    {
        var generator = new TorchGenerator(11);
        return new TrainingData(
            symbols ? new SymbolShape(Classes, Context) : new FeatureShape(Features), classes ? new ClassShape(Classes) : new NumberShape(Numbers),
            Split(train), Split(37), Split(0));

        ExampleSet Split(int count)
        {
            var (inputs, targets) = (new float[count * Features], new float[count * Numbers]);
            generator.Normal(inputs);
            generator.Normal(targets);
            return new ExampleSet(
                symbols ? new SymbolInputs(Context, Classed(count * Context)) : new NumberInputs(Features, inputs),
                classes ? new ClassTargets(Classed(count)) : new NumberTargets(Numbers, targets));
        }

        ushort[] Classed(int count) => [.. Enumerable.Range(0, count).Select(_ => (ushort)generator.RandInt(Classes))];
    }

    /// <summary>Settings for such data.</summary>
    public static CellSettings Cell(bool symbols = true, bool classes = true, int steps = 50) => new(
        new NetworkSettings
        {
            VocabularySize = symbols ? Classes : 0,
            Features = symbols ? 0 : Features,
            Outputs = classes ? Classes : Numbers,
            Context = Context,
            Embedding = 4,
            Width = 13,
            Depth = 2,
        },
        new TrainingSettings { Steps = steps, BatchSize = 9, LearningRate = 0.05, Seed = 5 })
    {
        Task = classes ? TrainingTasks.Classification : TrainingTasks.Regression,
    };
}
