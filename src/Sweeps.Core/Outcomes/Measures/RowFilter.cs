using System.Globalization;
using System.IO.Enumeration;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>A filter for the rows of a handler's table that a measure uses. An empty list allows all rows.</summary>
/// <param name="Tensors">Names of tensors: <c>output</c>.</param>
/// <param name="Modules">Names of modules, <c>*</c> standing for any text: <c>Linear.*</c>, <c>ReLU.3</c>.</param>
/// <param name="Layers">Numbers of layers. A negative number counts from the end of the layers that pass the other two filters: -1 is the last of them.</param>
internal sealed record RowFilter(IReadOnlyList<string> Tensors, IReadOnlyList<string> Modules, IReadOnlyList<int> Layers)
{
    public List<StatisticRow> Of(List<StatisticRow> rows)
    {
        var kept = rows.FindAll(row =>
            (Tensors.Count == 0 || Tensors.Contains(row.Tensor, StringComparer.Ordinal))
            && (Modules.Count == 0 || Modules.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, row.Module, ignoreCase: false))));
        if (Layers.Count == 0 || kept.Count == 0)
            return kept;
        var last = kept.Max(row => row.Layer);
        return kept.FindAll(row => Layers.Any(layer => row.Layer == (layer < 0 ? last + 1 + layer : layer)));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"tensor [{string.Join(' ', Tensors)}] modules [{string.Join(' ', Modules)}] layers [{string.Join(' ', Layers)}]");
}
