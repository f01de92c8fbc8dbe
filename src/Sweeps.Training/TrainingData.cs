namespace Sweeps.Training;

/// <summary>Examples of one split: contexts of symbols and the symbol that follows each.</summary>
/// <param name="Context">Symbols per context.</param>
/// <param name="Contexts">Count × <paramref name="Context"/> symbols, example by example.</param>
/// <param name="Targets">Count symbols.</param>
public sealed record ExampleSet(int Context, ReadOnlyMemory<ushort> Contexts, ReadOnlyMemory<ushort> Targets)
{
    public int Count => Targets.Length;
}

/// <summary>What a run trains and is evaluated on.</summary>
/// <param name="Symbols">Size of the vocabulary, symbol 0 included.</param>
public sealed record TrainingData(int Symbols, ExampleSet Train, ExampleSet Valid, ExampleSet Test);
