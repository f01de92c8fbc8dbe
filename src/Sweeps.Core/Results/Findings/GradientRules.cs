using System.Globalization;
using Sweeps.Core.Definitions;
using Sweeps.Parquet;
using static System.FormattableString;

namespace Sweeps.Core.Results.Findings;

/// <summary>Gradients that arrive too small or too large, and steps that are so.</summary>
/// <remarks>
/// Cross-entropy's gradient with respect to the logits is p − y, of length about 1 as long as the loss is about 1 or more, and about the
/// loss below that. So ‖∇W‖/min(1, loss) tells what the layers in between made of it. A quotient of two layers' norms tells less: in a
/// homogeneous network (ReLU without biases) all layers' gradients shrink or grow alike, however deep it is.
/// </remarks>
internal static class GradientRules
{
    /// <param name="behindDead">Whether a gradient of exactly zero is what comes from behind a dead layer, of which enough is said.</param>
    public static IEnumerable<Finding> Sizes(TableData table, ReadOnlyMemory<float> losses, FindingThresholds thresholds, bool behindDead)
    {
        var sizes = RelativeSizes(table, losses, behindDead);
        var small = sizes.GroupBy(row => row.Module, StringComparer.Ordinal)
            .Select(layer => layer.First() with { Value = Median([.. layer.Select(row => row.Value)]) })
            .Where(layer => layer.Value < thresholds.Vanishing)
            .OrderBy(layer => layer.Layer)
            .ToList();
        if (small.Count > 0)
            yield return new(
                FindingKinds.Vanishing,
                $"{FindingKinds.Vanishing} in {Layers(small)}",
                Invariant($"{small.MinBy(layer => layer.Value).Module}: median norm {Short(small.Min(layer => layer.Value))} < {thresholds.Vanishing}"));
        var large = sizes.Where(row => row.Value > thresholds.Exploding).ToList();
        if (large.Count == 0)
            yield break;
        var most = large.MaxBy(row => row.Value);
        yield return new(
            FindingKinds.Exploding,
            $"{FindingKinds.Exploding} in {Layers([.. large.Where(row => row.Step == most.Step)])}",
            Invariant($"{most.Module}: norm {Short(most.Value)} > {thresholds.Exploding} at step {most.Step}"));
    }

    /// <summary>Whether gradients are too small at the first recorded step already.</summary>
    /// <param name="behindDead">As above, at that step.</param>
    public static bool VanishAtStart(TableData table, ReadOnlyMemory<float> losses, FindingThresholds thresholds, bool behindDead) =>
        StatisticRow.First(RelativeSizes(table, losses, behindDead)).Any(row => row.Value < thresholds.Vanishing);

    /// <param name="said">What follows from these is not said again.</param>
    public static IEnumerable<Finding> UpdateRatios(TableData table, FindingThresholds thresholds, IReadOnlyList<Finding> said)
    {
        bool Said(string kind) => said.Any(finding => string.Equals(finding.Kind, kind, StringComparison.Ordinal));
        var medians = StatisticRow.Of(table, "ratio")
            .Where(row => double.IsFinite(row.Value))
            .GroupBy(row => row.Module, StringComparer.Ordinal)
            .Select(module => (Module: module.Key, Median: Median([.. module.Select(row => row.Value)])))
            .ToList();
        var small = medians.Where(module => module.Median < thresholds.UpdateRatioLow && !(module.Median == 0 && Said(FindingKinds.Dead))).ToList();
        if (small.Count > 0 && !Said(FindingKinds.Vanishing))
            yield return new(FindingKinds.SmallUpdates, Invariant($"{FindingKinds.SmallUpdates} {thresholds.UpdateRatioLow} in {Modules(small)}"), $"medians {Values(small)}");
        var large = medians.Where(module => module.Median > thresholds.UpdateRatioHigh).ToList();
        if (large.Count > 0 && !Said(FindingKinds.Exploding))
            yield return new(FindingKinds.LargeUpdates, Invariant($"{FindingKinds.LargeUpdates} {thresholds.UpdateRatioHigh} in {Modules(large)}"), $"medians {Values(large)}");
    }

    private static List<StatisticRow> RelativeSizes(TableData table, ReadOnlyMemory<float> losses, bool behindDead) =>
    [
        .. StatisticRow.Of(table, "gradient_norm")
            .Where(row => row.IsLinear && (uint)row.Step < (uint)losses.Length)
            .Select(row => row with { Value = row.Value / Math.Min(1, losses.Span[row.Step]) })
            .Where(row => double.IsFinite(row.Value) && (row.Value > 0 || !behindDead)),
    ];

    /// <summary><c>layer 3</c>, <c>layers 0–3</c>, <c>layers 0, 2</c>.</summary>
    private static string Layers(IReadOnlyList<StatisticRow> rows)
    {
        var (first, last) = (rows[0].Layer, rows[^1].Layer);
        return rows.Count == 1 ? Invariant($"layer {first}")
            : last - first == rows.Count - 1 ? Invariant($"layers {first}–{last}")
            : $"layers {string.Join(", ", rows.Select(row => row.Layer))}";
    }

    private static string Modules(List<(string Module, double Median)> modules) => string.Join(", ", modules.Select(module => module.Module));

    private static string Values(List<(string Module, double Median)> modules) => string.Join(", ", modules.Select(module => Short(module.Median)));

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    private static string Short(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
