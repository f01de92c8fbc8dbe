using Sweeps.Numerics.Random;

namespace Sweeps.Core.Sampling;

/// <summary>Draws words symbol by symbol with torch.multinomial(probs, num_samples=1, generator=g).</summary>
public sealed class WordSampler(SavedNetwork network, IReadOnlyList<string> symbols, ulong seed, bool replacement = false)
{
    /// <summary>A network that never ends a word is stopped here.</summary>
    public const int LongestWord = 1000;

    private readonly TorchGenerator _generator = new(seed);

    /// <summary>The next word: from a context of ends until the end is drawn.</summary>
    public string Next()
    {
        var context = new int[network.Context];
        var word = new System.Text.StringBuilder();
        for (var length = 0; length < LongestWord; length++)
        {
            var probabilities = network.Probabilities(context);
            var symbol = replacement ? ByCumulation(probabilities) : ByRace(probabilities);
            if (symbol == 0)
                break;
            word.Append(symbols[symbol]);
            context.AsSpan(1).CopyTo(context);
            context[^1] = symbol;
        }

        return word.ToString();
    }

    /// <summary>replacement=False: the greatest of p / e, with an exponential e for each symbol.</summary>
    private int ByRace(double[] probabilities)
    {
        var best = 0;
        var greatest = float.NegativeInfinity;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var score = (float)probabilities[i] / _generator.Exponential();
            if (score > greatest)
                (best, greatest) = (i, score);
        }

        return best;
    }

    /// <summary>replacement=True: the first symbol up to which the probabilities add to at least u, in float32 and by their sum, as ATen has it.</summary>
    private int ByCumulation(double[] probabilities)
    {
        var u = _generator.RandDouble();
        var all = 0f;
        foreach (var probability in probabilities)
            all += (float)probability;
        var sum = 0f;
        for (var i = 0; i < probabilities.Length - 1; i++)
        {
            sum += (float)probabilities[i];
            if (sum / all >= u)
                return i;
        }

        return probabilities.Length - 1;
    }
}
