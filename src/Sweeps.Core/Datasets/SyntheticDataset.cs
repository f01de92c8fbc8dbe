using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sweeps.Core.Datasets.Synthetic;
using Sweeps.Training;

namespace Sweeps.Core.Datasets;

/// <summary>Examples that a generator makes. How many there are and of what size, settings say.</summary>
public sealed class SyntheticDataset : DataSource
{
    private readonly DataGenerator _generator;

    internal SyntheticDataset(DataGenerator generator)
        : base(generator.Name, null, Hash(generator))
    {
        _generator = generator;
    }

    /// <summary>Examples with the default options.</summary>
    public override int Items => (int)_generator.Count(DataSettings.Default.Generator);

    /// <inheritdoc/>
    public override long Examples => Items;

    /// <summary>Examples with the default options.</summary>
    public override IReadOnlyList<DataCount> Counts => [new("examples", Items)];

    /// <inheritdoc/>
    public override InputShape Inputs(DataSettings settings) => _generator.Inputs(settings.Generator);

    /// <inheritdoc/>
    public override TargetShape Targets(DataSettings settings) => _generator.Targets(settings.Generator);

    /// <summary>The number of the example.</summary>
    public override string Text(int item) => item.ToString(CultureInfo.InvariantCulture);

    internal override long ExamplesOf(DataSettings settings) => _generator.Count(settings.Generator);

    internal override DataProblem? Check(DataSettings settings)
    {
        if (_generator.Check(settings.Generator) is var (option, message))
            return new(option.ShortName, message);
        var width = (Inputs(settings) is FeatureShape { Features: var features } ? features : 2) + (Targets(settings) is NumberShape { Numbers: var numbers } ? numbers : 0);
        return ExamplesOf(settings) * width <= MostNumbers
            ? null
            : new("source", $"{Name} would have {ExamplesOf(settings)} examples of {width} numbers; their product can be at most {MostNumbers}");
    }

    internal override ItemSplit Split(DataSettings settings) => ItemSplit.ByFractions(settings.Shuffle.Order((int)ExamplesOf(settings)), settings);

    internal override int CountExamples(ReadOnlySpan<int> items) => items.Length;

    internal override int LeastTrain(DataSettings settings) => SplitBounds.Of((int)ExamplesOf(settings), settings.Train, settings.Valid, settings.Test).Train;

    internal override TrainingData Build(ItemSplit split, DataSettings settings)
    {
        var all = _generator.Draw(settings.Generator);
        return new TrainingData(Inputs(settings), Targets(settings), Part(all, split.Train), Part(all, split.Valid), Part(all, split.Test));
    }

    private static ExampleSet Part(ExampleSet all, ReadOnlySpan<int> items) => new(
        all.Inputs switch
        {
            NumberInputs inputs => new NumberInputs(inputs.Features, Rows(inputs.Numbers.Span, inputs.Features, items)),
            SymbolInputs inputs => new SymbolInputs(inputs.Context, Rows(inputs.Indices.Span, inputs.Context, items)),
            _ => throw new InvalidOperationException("There are no other inputs."),
        },
        all.Targets switch
        {
            NumberTargets targets => new NumberTargets(targets.Outputs, Rows(targets.Numbers.Span, targets.Outputs, items)),
            ClassTargets targets => new ClassTargets(Rows(targets.Classes.Span, 1, items)),
            _ => throw new InvalidOperationException("There are no other targets."),
        });

    private static T[] Rows<T>(ReadOnlySpan<T> all, int width, ReadOnlySpan<int> items)
    {
        var rows = new T[items.Length * width];
        for (var i = 0; i < items.Length; i++)
            all.Slice(items[i] * width, width).CopyTo(rows.AsSpan(i * width));
        return rows;
    }

    // There is no file: what determines the examples besides the options is the generator and its revision.
    private static string Hash(DataGenerator generator) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"sweeps synthetic {generator.Name} {generator.Revision}"))));
}
