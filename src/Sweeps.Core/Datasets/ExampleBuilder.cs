using Sweeps.Training;

namespace Sweeps.Core.Datasets;

/// <summary>Context windows over words: before a word stand zeros, after it the terminator (symbol 0) is predicted too.</summary>
internal static class ExampleBuilder
{
    /// <summary>Symbols in the contexts of one list, in all splits.</summary>
    public const long MostSymbols = 1 << 29;

    public static TrainingData Build(WordDataset list, ItemSplit split, int context) => new(
        list.Vocabulary.Count,
        Build(list, split.Train, context),
        Build(list, split.Valid, context),
        Build(list, split.Test, context));

    /// <summary>Examples that these words give.</summary>
    public static int Count(WordDataset list, ReadOnlySpan<int> words)
    {
        var count = words.Length;
        foreach (var word in words)
            count += list.Word(word).Length;
        return count;
    }

    private static ExampleSet Build(WordDataset list, ReadOnlySpan<int> words, int context)
    {
        var count = Count(list, words);
        var contexts = new ushort[count * context];
        var targets = new ushort[count];
        Span<ushort> window = stackalloc ushort[context];
        var example = 0;
        foreach (var word in words)
        {
            window.Clear();
            var symbols = list.Word(word);
            for (var i = 0; i <= symbols.Length; i++)
            {
                var next = i < symbols.Length ? symbols[i] : (ushort)0;
                window.CopyTo(contexts.AsSpan(example * context));
                targets[example++] = next;
                window[1..].CopyTo(window);
                window[^1] = next;
            }
        }

        return new ExampleSet(context, contexts, targets);
    }
}
