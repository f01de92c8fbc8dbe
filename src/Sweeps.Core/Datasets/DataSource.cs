using Sweeps.Training;

namespace Sweeps.Core.Datasets;

/// <summary>A file that runs can train on, as its kind reads it. Immutable.</summary>
/// <param name="name">The shipped name, or the file's.</param>
/// <param name="path">The file; null if it is shipped.</param>
/// <param name="sha256">Of the file's bytes.</param>
public abstract class DataSource(string name, string? path, string sha256)
{
    /// <summary>Numbers that networks see of all examples together, at most.</summary>
    private protected const long MostNumbers = 1 << 28;

    /// <summary>The shipped name, or the file's.</summary>
    public string Name { get; } = name;

    /// <summary>The file it was read from; null if it is shipped.</summary>
    public string? Path { get; } = path;

    /// <summary>Of the file's bytes: 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; } = sha256;

    /// <summary>What is shuffled and split: words of a list, rows of a table.</summary>
    public abstract int Items { get; }

    /// <summary>Examples that all items together give.</summary>
    public abstract long Examples { get; }

    /// <summary>How large it is, as lists of datasets show it.</summary>
    public abstract IReadOnlyList<DataCount> Counts { get; }

    /// <summary>What an example shows a network.</summary>
    public abstract InputShape Inputs(DataSettings settings);

    /// <summary>What an example asks of a network.</summary>
    public abstract TargetShape Targets(DataSettings settings);

    /// <summary>An item as people read it.</summary>
    public abstract string Text(int item);

    /// <summary>What is wrong with these settings for this file: a sentence, and whether the target is to blame; null if nothing is.</summary>
    internal abstract DataProblem? Check(DataSettings settings);

    /// <summary>Examples that these items give.</summary>
    internal abstract int CountExamples(ReadOnlySpan<int> items);

    /// <summary>Examples that the training split has at least, found without looking at its items.</summary>
    internal abstract int LeastTrain(DataSettings settings);

    /// <summary>Examples with some settings, all splits together, as far as it is known without looking at items.</summary>
    internal virtual long ExamplesOf(DataSettings settings) => Examples;

    /// <summary>How the items are divided.</summary>
    internal virtual ItemSplit Split(DataSettings settings) => ItemSplit.ByFractions(settings.Shuffle.Order(Items), settings);

    /// <summary>What a user should know of these settings for this file though it can be trained on: sentences without a full stop.</summary>
    internal virtual IReadOnlyList<string> Notes(DataSettings settings) => [];

    /// <summary>The examples of all splits.</summary>
    /// <param name="split">What <see cref="Split"/> gives.</param>
    /// <param name="settings">Of which <see cref="Check"/> finds nothing wrong.</param>
    internal abstract TrainingData Build(ItemSplit split, DataSettings settings);
}

/// <summary>A number of things in a file.</summary>
/// <param name="Name">What is counted, in lower case: <c>rows</c>.</param>
/// <param name="Count">How many there are.</param>
public sealed record DataCount(string Name, int Count);

/// <summary>Why a file cannot be used with some settings.</summary>
/// <param name="Key">The parameter to blame: <c>target</c>, for example.</param>
/// <param name="Message">A sentence for people.</param>
internal sealed record DataProblem(string Key, string Message);
