using Sweeps.Numerics;
using Sweeps.Numerics.Random;
using Sweeps.Tests;
using Sweeps.Training;

namespace Sweeps.Engine.Tests;

/// <summary>Examples built the plain way, for tests of the engine alone.</summary>
internal static class TestData
{
    public const int Context = 3;

    /// <summary>A matrix, row after row.</summary>
    public static float[] Numbers(TensorView view)
    {
        var numbers = new float[view.Rows * view.Columns];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = view[i / view.Columns, i % view.Columns];
        return numbers;
    }

    /// <summary>The data of a golden file: the first 30 % of its list, the rest for validation.</summary>
    public static TrainingData OfGoldens(string list) => list switch
    {
        "embedded-names" => FromFile("data/embedded/names.txt", pythonSeed: 42, 0.3, 1),
        "makemore-names" => FromFile("data/names.txt", pythonSeed: null, 0.3, 1),
        "spanish-surnames" => FromFile("data/spanish-surnames.txt", pythonSeed: null, 0.3, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(list), list, "No goldens."),
    };

    public static TrainingData FromFile(string file, ulong? pythonSeed, double trainEnd, double validEnd)
    {
        var words = File.ReadAllLines(Repository.Shared(file));
        if (pythonSeed is { } seed)
            new PythonRandom(seed).Shuffle<string>(words);
        var symbols = string.Concat(words).Append('.').Distinct().Order().ToList();
        var first = (int)(trainEnd * words.Length);
        var second = (int)(validEnd * words.Length);
        return new TrainingData(symbols.Count, Examples(words[..first], symbols), Examples(words[first..second], symbols), Examples(words[second..], symbols));
    }

    /// <summary>Examples drawn at random, for cells whose results are compared with each other only.</summary>
    public static TrainingData Random(int symbols, int context, int count, ulong seed)
    {
        var generator = new TorchGenerator(seed);
        var contexts = new ushort[count * context];
        var targets = new ushort[count];
        for (var i = 0; i < contexts.Length; i++)
            contexts[i] = (ushort)generator.RandInt(symbols);
        for (var i = 0; i < count; i++)
            targets[i] = (ushort)((contexts[i * context] + generator.RandInt(3)) % symbols);
        var set = new ExampleSet(context, contexts, targets);
        return new TrainingData(symbols, set, set, new ExampleSet(context, default, default));
    }

    private static ExampleSet Examples(string[] words, List<char> symbols)
    {
        var contexts = new List<ushort>();
        var targets = new List<ushort>();
        foreach (var word in words)
        {
            var padded = new string('.', Context) + word + ".";
            for (var i = 0; i + Context < padded.Length; i++)
            {
                contexts.AddRange(padded.Substring(i, Context).Select(c => (ushort)symbols.IndexOf(c)));
                targets.Add((ushort)symbols.IndexOf(padded[i + Context]));
            }
        }

        return new ExampleSet(Context, contexts.ToArray(), targets.ToArray());
    }
}
