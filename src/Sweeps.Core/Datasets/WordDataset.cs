using System.Text;
using Sweeps.Training;

namespace Sweeps.Core.Datasets;

/// <summary>A list of words in symbols. Symbol 0 is '.', which ends every word; the others are the list's own in Unicode code point order.</summary>
public sealed class WordDataset : DataSource
{
    private readonly ushort[] _text;
    private readonly int[] _starts;

    /// <param name="text">All words in symbols, one after the other.</param>
    /// <param name="starts">Where each word begins in it, and its end.</param>
    internal WordDataset(string name, string? path, string sha256, IReadOnlyList<Rune> symbols, ushort[] text, int[] starts)
        : base(name, path, sha256)
    {
        Vocabulary = symbols;
        _text = text;
        _starts = starts;
    }

    /// <summary>The vocabulary: '.' first.</summary>
    public IReadOnlyList<Rune> Vocabulary { get; }

    /// <summary>How many words there are.</summary>
    public int Words => _starts.Length - 1;

    /// <inheritdoc/>
    public override int Items => Words;

    /// <summary>Examples that the whole list gives: one per symbol and one per end of a word.</summary>
    public override long Examples => _text.LongLength + Words;

    /// <summary>Words and symbols.</summary>
    public override IReadOnlyList<DataCount> Counts => [new("words", Words), new("symbols", Vocabulary.Count)];

    /// <summary>A word as text.</summary>
    public override string Text(int item)
    {
        var text = new StringBuilder();
        foreach (var symbol in Word(item))
            text.Append(Vocabulary[symbol].ToString());
        return text.ToString();
    }

    /// <summary>The number of the longest word, the first of equals.</summary>
    public int FindLongest()
    {
        var longest = 0;
        for (var i = 1; i < Words; i++)
            if (Word(i).Length > Word(longest).Length)
                longest = i;
        return longest;
    }

    /// <inheritdoc/>
    public override InputShape Inputs(DataSettings settings) => new SymbolShape(Vocabulary.Count, settings.Context);

    /// <inheritdoc/>
    public override TargetShape Targets(DataSettings settings) => new ClassShape(Vocabulary.Count);

    internal override DataProblem? Check(DataSettings settings) => Examples * settings.Context <= ExampleBuilder.MostSymbols
        ? null
        : new("context", $"context is {settings.Context}, and the list has {Examples} examples; their product can be at most {ExampleBuilder.MostSymbols}");

    internal override int CountExamples(ReadOnlySpan<int> items) => ExampleBuilder.Count(this, items);

    // Each word has a symbol and an end.
    internal override int LeastTrain(DataSettings settings) => 2 * SplitBounds.Of(Items, settings.Train, settings.Valid, settings.Test).Train;

    internal override TrainingData Build(ItemSplit split, DataSettings settings) => ExampleBuilder.Build(this, split, settings.Context);

    /// <summary>The symbols of a word, without its end.</summary>
    public ReadOnlySpan<ushort> Word(int index) => _text.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);
}
