using System.Globalization;
using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes;
using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>Gradients that arrive too small or too large, and steps that are so.</summary>
/// <remarks>
/// Cross-entropy's gradient with respect to the logits is p − y, of length about 1 as long as the loss is about 1 or more, and about the
/// loss below that. So ‖∇W‖/min(1, loss) tells what the layers in between made of it. A quotient of two layers' norms tells less: in a
/// homogeneous network (ReLU without biases) all layers' gradients shrink or grow alike, however deep it is.
/// </remarks>
internal static class GradientRules
{
    /// <param name="behindDead">Whether a gradient of exactly zero is what comes from behind a dead layer, of which enough is said.</param>
    public static IEnumerable<Finding> Sizes(HandlerTable table, ReadOnlyMemory<float> losses, Levels levels, bool behindDead)
    {
        var sizes = RelativeSizes(table, losses, behindDead);
        var small = sizes.GroupBy(row => row.Module, StringComparer.Ordinal)
            .Select(layer => layer.First() with { Value = Median([.. layer.Select(row => row.Value)]) })
            .Where(layer => layer.Value < levels.Vanishing(layer.Layer))
            .ToList();
        if (small.Count > 0)
        {
            var least = small.MinBy(layer => layer.Value);
            yield return Of(table, FindingKinds.Vanishing, small, Invariant($"norm of {least.Module} {Short(least.Value)} in the median, threshold {Short(levels.Vanishing(least.Layer))}"));
        }

        var large = sizes.Where(row => row.Value > levels.Exploding(row.Layer)).ToList();
        if (large.Count > 0)
        {
            var most = large.MaxBy(row => row.Value);
            yield return Of(table, FindingKinds.Exploding, large, Invariant($"norm of {most.Module} {Short(most.Value)} at step {most.Step}, threshold {Short(levels.Exploding(most.Layer))}"));
        }
    }

    /// <summary>Whether gradients of a layer vanish, and do so at the first recorded step already.</summary>
    /// <param name="behindDead">As above, at that step.</param>
    public static bool VanishAtStart(HandlerTable table, ReadOnlyMemory<float> losses, Levels levels, bool behindDead) =>
        RelativeSizes(table, losses, behindDead)
            .GroupBy(row => row.Module, StringComparer.Ordinal)
            .Any(layer => layer.First().Value < levels.Vanishing(layer.First().Layer)
                && Median([.. layer.Select(row => row.Value)]) < levels.Vanishing(layer.First().Layer));

    /// <summary>Layers whose weights are zero and get no gradient: whatever the activation, they give the same for every example and never learn. No chance gives that.</summary>
    public static LastingFault? Zero(HandlerTable table)
    {
        var gradients = StatisticRow.Of(table.Rows, "gradient_norm");
        var weights = StatisticRow.Of(table.Rows, "weight_norm");
        var zero = gradients.Zip(weights, (gradient, weight) => gradient with { Value = gradient.Value == 0 && weight.Value == 0 ? 1 : 0 })
            .Where(row => row.IsLinear)
            .GroupBy(row => row.Module, StringComparer.Ordinal)
            .Where(layer => layer.All(row => row.Value == 1))
            .Select(layer => layer.First().Layer)
            .ToList();
        return zero.Count == 0 ? null : new(LayerRanges.Text(zero), zero[0], "the weights and their gradients are 0 at every recorded step");
    }

    /// <param name="said">What follows from these is not said again.</param>
    public static IEnumerable<Finding> UpdateRatios(HandlerTable table, FindingThresholds thresholds, IReadOnlyList<Finding> said)
    {
        bool Said(string kind) => said.Any(finding => string.Equals(finding.Kind, kind, StringComparison.Ordinal));
        var medians = StatisticRow.Of(table.Rows, "ratio")
            .Where(row => double.IsFinite(row.Value))
            .GroupBy(row => row.Module, StringComparer.Ordinal)
            .Select(module => (Module: module.Key, Median: Median([.. module.Select(row => row.Value)])))
            .ToList();
        var small = medians.Where(module => module.Median < thresholds.UpdateRatioLow && !(module.Median == 0 && Said(FindingKinds.Dead))).ToList();
        if (small.Count > 0 && !Said(FindingKinds.Vanishing))
            yield return OfUpdates(table, FindingKinds.SmallUpdates, thresholds.UpdateRatioLow, small);
        var large = medians.Where(module => module.Median > thresholds.UpdateRatioHigh).ToList();
        if (large.Count > 0 && !Said(FindingKinds.Exploding))
            yield return OfUpdates(table, FindingKinds.LargeUpdates, thresholds.UpdateRatioHigh, large);
    }

    private static Finding Of(HandlerTable table, string kind, List<StatisticRow> rows, string evidence) =>
        new(kind, $"{kind} in {LayerRanges.Text(rows.Select(row => row.Layer))}", evidence) { Table = table.Definition.Name };

    private static Finding OfUpdates(HandlerTable table, string kind, double threshold, List<(string Module, double Median)> modules)
    {
        var (least, most) = (modules.Min(module => module.Median), modules.Max(module => module.Median));
        return new(kind, Invariant($"{kind} {threshold} in {LayerRanges.Modules(modules.Select(module => module.Module))}"), least == most ? $"median {Short(least)}" : $"medians {Short(least)} to {Short(most)}")
        {
            Table = table.Definition.Name,
        };
    }

    private static List<StatisticRow> RelativeSizes(HandlerTable table, ReadOnlyMemory<float> losses, bool behindDead) =>
    [
        .. StatisticRow.Of(table.Rows, "gradient_norm")
            .Where(row => row.IsLinear && (uint)row.Step < (uint)losses.Length)
            .Select(row => row with { Value = row.Value / Math.Min(1, losses.Span[row.Step]) })
            .Where(row => double.IsFinite(row.Value) && (row.Value > 0 || !behindDead)),
    ];

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    private static string Short(double? value) => value?.ToString("G3", CultureInfo.InvariantCulture) ?? "";
}
