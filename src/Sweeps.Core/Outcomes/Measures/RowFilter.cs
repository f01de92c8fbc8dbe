using System.Globalization;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>Which rows of a handler's table a measure is over. An empty list lets all through.</summary>
/// <param name="Tensors">Names of tensors: <c>output</c>.</param>
/// <param name="Modules">Names of modules, <c>*</c> standing for any text: <c>Linear.*</c>, <c>ReLU.3</c>.</param>
/// <param name="Layers">Numbers of layers; a negative one counts from the last layer of the rows that the others let through: -1 is that layer.</param>
internal sealed record RowFilter(IReadOnlyList<string> Tensors, IReadOnlyList<string> Modules, IReadOnlyList<int> Layers)
{
    public List<StatisticRow> Of(List<StatisticRow> rows)
    {
        var kept = rows.FindAll(row =>
            (Tensors.Count == 0 || Tensors.Contains(row.Tensor, StringComparer.Ordinal))
            && (Modules.Count == 0 || Modules.Any(pattern => Matches(pattern, row.Module))));
        if (Layers.Count == 0 || kept.Count == 0)
            return kept;
        var last = kept.Max(row => row.Layer);
        return kept.FindAll(row => Layers.Any(layer => row.Layer == (layer < 0 ? last + 1 + layer : layer)));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"tensor [{string.Join(' ', Tensors)}] modules [{string.Join(' ', Modules)}] layers [{string.Join(' ', Layers)}]");

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        while (pattern.Length > 0 && pattern[0] is not '*')
        {
            if (name.Length == 0 || name[0] != pattern[0])
                return false;
            pattern = pattern[1..];
            name = name[1..];
        }

        if (pattern.Length == 0)
            return name.Length == 0;
        for (var skipped = 0; skipped <= name.Length; skipped++)
            if (Matches(pattern[1..], name[skipped..]))
                return true;
        return false;
    }
}
