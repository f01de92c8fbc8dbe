using System.Globalization;
using Sweeps.Numerics.Random;

namespace Sweeps.Core.Datasets;

/// <summary>Whose random numbers put the words in order.</summary>
public enum ShuffleKind
{
    /// <summary>The order of the list.</summary>
    None,

    /// <summary>random.seed(seed); random.shuffle(words)</summary>
    Python,

    /// <summary>words[torch.randperm(n)] after torch.manual_seed(seed)</summary>
    Torch,
}

/// <summary>The order in which a list's words are split and trained on.</summary>
public sealed record Shuffle(ShuffleKind Kind, ulong Seed = 0)
{
    /// <summary>The order of the list.</summary>
    public static Shuffle None { get; } = new(ShuffleKind.None);

    /// <summary>From <c>none</c>, <c>python:SEED</c> or <c>torch:SEED</c>; null if it is none of them.</summary>
    public static Shuffle? Parse(string text)
    {
        if (string.Equals(text, "none", StringComparison.Ordinal))
            return None;
        var parts = text.Split(':');
        if (parts.Length != 2 || !ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            return null;
        return parts[0] switch
        {
            "python" => new Shuffle(ShuffleKind.Python, seed),
            "torch" when seed <= uint.MaxValue => new Shuffle(ShuffleKind.Torch, seed), // PyTorch's generator takes 32 bits
            _ => null,
        };
    }

    /// <summary>The numbers of the words, from 0, in the order that this makes of so many.</summary>
    public int[] Order(int words)
    {
        if (Kind == ShuffleKind.Torch)
            return new TorchGenerator(Seed).RandPerm(words);
        var order = Enumerable.Range(0, words).ToArray();
        if (Kind == ShuffleKind.Python)
            new PythonRandom(Seed).Shuffle<int>(order);
        return order;
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Kind switch
    {
        ShuffleKind.Python => $"python:{Seed}",
        ShuffleKind.Torch => $"torch:{Seed}",
        _ => "none",
    };
}
