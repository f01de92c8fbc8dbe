namespace Sweeps.Training;

/// <summary>What a run trains and is evaluated on. Immutable, and shared by the runs of many threads.</summary>
public interface IDataset
{
    /// <summary>64 lower-case hexadecimal digits of a hash over the shapes and over all examples of all splits in order.</summary>
    string Identity { get; }

    /// <summary>What every example shows a network.</summary>
    InputShape Inputs { get; }

    /// <summary>What every example asks of a network.</summary>
    TargetShape Targets { get; }

    /// <summary>The examples that are trained on.</summary>
    ExampleSet Train { get; }

    /// <summary>The examples of the validation split; it may be empty.</summary>
    ExampleSet Valid { get; }

    /// <summary>The examples of the test split; it may be empty.</summary>
    ExampleSet Test { get; }

    /// <summary>What was done to the inputs, saved beside a network's weights: the mean and the scale of each, for example. <value>Default: nothing.</value></summary>
    IReadOnlyList<NamedTensor> Preparation => [];
}

/// <summary>What an example shows a network.</summary>
public abstract record InputShape;

/// <summary>Symbols in a context.</summary>
/// <param name="VocabularySize">Size of the vocabulary; every symbol is below it.</param>
/// <param name="Context">Symbols per example.</param>
public sealed record SymbolShape(int VocabularySize, int Context) : InputShape;

/// <summary>Numbers.</summary>
/// <param name="Features">Numbers per example.</param>
public sealed record FeatureShape(int Features) : InputShape;

/// <summary>What an example asks of a network.</summary>
/// <param name="Outputs">Outputs that the network must have.</param>
public abstract record TargetShape(int Outputs);

/// <summary>One of several classes.</summary>
/// <param name="Classes">How many there are; every target is below it.</param>
public sealed record ClassShape(int Classes) : TargetShape(Classes);

/// <summary>Numbers.</summary>
/// <param name="Numbers">Numbers per example.</param>
public sealed record NumberShape(int Numbers) : TargetShape(Numbers);
