using Sweeps.Core.Outcomes;
using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>A statistic that stays above its threshold in a layer: at every recorded step of the second half.</summary>
/// <param name="Layers">All layers that are above the threshold at any recorded step.</param>
/// <param name="First">The first layer that stays above the threshold.</param>
/// <param name="Evidence">The layer that stays furthest above the threshold, with its least value and the threshold.</param>
internal sealed record LastingFault(string Layers, int First, string Evidence)
{
    /// <param name="statistic">The name of the statistic, for the evidence.</param>
    /// <param name="level">The threshold for a row; null if the row is not judged.</param>
    /// <param name="atStart">Whether the first recorded step alone decides. If nothing passes through the network at the start, later steps soon show nothing but the biases.</param>
    public static LastingFault? In(IReadOnlyList<StatisticRow> rows, string statistic, Func<StatisticRow, double?> level, bool atStart = false)
    {
        var seen = atStart ? [.. StatisticRow.First(rows)] : rows;
        var deciding = StatisticRow.SecondHalf(seen);
        var lasting = deciding
            .GroupBy(row => row.Module, StringComparer.Ordinal)
            .Where(module => module.All(row => row.Value > level(row)))
            .Select(module => module.MinBy(row => row.Value))
            .ToList();
        if (lasting.Count == 0)
            return null;
        var most = lasting.MaxBy(row => row.Value - level(row));
        var (first, last) = (deciding[0].Step, deciding[^1].Step);
        var steps = first == last ? Invariant($"at step {first}") : Invariant($"at steps {first}–{last}");
        return new(
            LayerRanges.Text(seen.Where(row => row.Value > level(row)).Select(row => row.Layer)),
            lasting.Min(row => row.Layer),
            Invariant($"{statistic} of {most.Module} {(first == last ? "" : "at least ")}{most.Value:0.###} {steps}, threshold {level(most):0.###}"));
    }
}
