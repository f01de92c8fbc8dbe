using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>Short texts for sets of layers and modules.</summary>
internal static class LayerRanges
{
    /// <summary><c>layer 3</c>, <c>layers 0–3, 5</c>.</summary>
    public static string Text(IEnumerable<int> layers)
    {
        var numbers = layers.Distinct().Order().ToList();
        return (numbers.Count == 1 ? "layer " : "layers ") + Ranges(numbers);
    }

    /// <summary><c>Embedding.0, Linear.0–3</c>, in the order in which the kinds first occur.</summary>
    public static string Modules(IEnumerable<string> modules) => string.Join(", ", modules
        .Select(module => module.Split('.'))
        .GroupBy(parts => parts[0], parts => int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal)
        .Select(kind => $"{kind.Key}.{Ranges([.. kind.Distinct().Order()])}"));

    private static string Ranges(List<int> numbers)
    {
        var ranges = new List<string>();
        for (var first = 0; first < numbers.Count;)
        {
            var last = first;
            while (last + 1 < numbers.Count && numbers[last + 1] == numbers[last] + 1)
                last++;
            ranges.Add(first == last ? Invariant($"{numbers[first]}") : Invariant($"{numbers[first]}–{numbers[last]}"));
            first = last + 1;
        }

        return string.Join(", ", ranges);
    }
}
