using Sweeps.Numerics.Random;

namespace Sweeps.Core.Sampling;

/// <summary>Draws words symbol by symbol, as torch.multinomial(probs, num_samples=1, generator=g) draws.</summary>
/// <param name="network">The network that gives the probabilities of the next symbol.</param>
/// <param name="symbols">The text of each symbol; symbol 0 ends a word.</param>
/// <param name="seed">The seed of the generator, as torch.Generator().manual_seed takes it.</param>
/// <param name="replacement">Whether to draw as torch.multinomial draws with replacement=True.</param>
public sealed class WordSampler(SavedNetwork network, IReadOnlyList<string> symbols, ulong seed, bool replacement = false)
{
    /// <summary>The greatest number of symbols of a word. A word that has not ended by then ends here.</summary>
    public const int LongestWord = 1000;

    private readonly TorchGenerator _generator = new(seed);

    /// <summary>Draws the next word. It begins with a context of end symbols, and ends when the end symbol is drawn.</summary>
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

    /// <summary>Draws as with replacement=False: the symbol with the greatest p / e, where e is drawn from the exponential distribution for each symbol.</summary>
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

    /// <summary>Draws as with replacement=True: the first symbol at which the cumulative probability is at least u. Sums are in float32 and divided by the sum of all probabilities, as in ATen.</summary>
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
