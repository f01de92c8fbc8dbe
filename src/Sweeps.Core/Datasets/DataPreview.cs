namespace Sweeps.Core.Datasets;

/// <summary>What a list comes to with some settings: its splits.</summary>
/// <param name="Splits">Train, valid and test.</param>
public sealed record DataPreview(DataSource List, DataSettings Settings, IReadOnlyList<SplitPreview> Splits)
{
    /// <summary>Counts words and examples; prepares none.</summary>
    /// <param name="words">Words shown of each split.</param>
    public static DataPreview Of(DataSource list, DataSettings settings, int words)
    {
        var all = list.Split(settings);
        return new DataPreview(list, settings, [Split("train", all.Train), Split("valid", all.Valid), Split("test", all.Test)]);

        SplitPreview Split(string name, ReadOnlySpan<int> split) =>
            new(name, split.Length, list.CountExamples(split), [.. split[..Math.Min(words, split.Length)].ToArray().Select(list.Text)]);
    }
}

/// <summary>A part of a list.</summary>
/// <param name="Examples">Context windows with the symbol that follows.</param>
/// <param name="First">Its first words.</param>
public sealed record SplitPreview(string Name, int Words, int Examples, IReadOnlyList<string> First);
